import { RunSocket } from './RunSocket';

let shared: RunSocket | null = null;

/** The page's one socket. */
export function runSocket(): RunSocket {
  shared ??= new RunSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws/runs/`);
  return shared;
}
