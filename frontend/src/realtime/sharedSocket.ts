import { host } from '../api/host';
import { RunSocket } from './RunSocket';

let shared: RunSocket | null = null;

/** The page's one socket. */
export function runSocket(): RunSocket {
  shared ??= new RunSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${host().base}ws/runs/`);
  return shared;
}
