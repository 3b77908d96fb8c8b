import { ApiError } from './ApiError';
import { csrfToken, host } from './host';
import type { ProblemDocument } from './types';

export type Query = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface Request {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  readonly query?: Query;
  /** The number of the draft that the change was made to; sent as `If-Match`. */
  readonly ifMatch?: number;
  readonly signal?: AbortSignal;
}

/** Calls `api/<path>` as the person who is signed in; throws ApiError for every answer that is not a success. */
export async function call<T>(path: string, request: Request = {}): Promise<T> {
  const response = await send(path, request);
  if (response.ok) return (response.status === 204 ? undefined : await response.json()) as T;
  if (response.status === 401) goToSignIn();
  throw new ApiError(await readProblem(response));
}

/** `/api/runs/?status=failed`: parameters that are empty, null or undefined are left out. */
export function url(path: string, query: Query = {}): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const search = new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, String(value)]));
  return `${host().base}api/${path}${search.size > 0 ? `?${search.toString()}` : ''}`;
}

async function send(path: string, { method = 'GET', body, query, ifMatch, signal }: Request): Promise<Response> {
  const headers = new Headers({ Accept: 'application/json' });
  if (body !== undefined) headers.set('Content-Type', 'application/json');
  if (method !== 'GET') headers.set(host().csrfHeader, csrfToken());
  if (ifMatch !== undefined) headers.set('If-Match', `"${ifMatch}"`);
  const init: RequestInit = { method, headers, credentials: 'same-origin' };
  if (body !== undefined) init.body = JSON.stringify(body);
  if (signal) init.signal = signal;
  try {
    return await fetch(url(path, query), init);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError({
      status: 0,
      code: 'offline',
      title: 'No answer',
      detail: 'The server cannot be reached. Check the connection, then try again.',
    });
  }
}

async function readProblem(response: Response): Promise<Partial<ProblemDocument> & { status: number }> {
  const unreadable = {
    status: response.status,
    title: 'That did not work',
    detail: `The server answered ${response.status} ${response.statusText}.`,
  };
  if (!(response.headers.get('Content-Type') ?? '').includes('json')) return unreadable;
  const document = (await response.json().catch(() => ({}))) as Partial<ProblemDocument>;
  return { ...unreadable, ...document, status: response.status };
}

function goToSignIn(): void {
  const next = window.location.pathname + window.location.search;
  window.location.assign(`${host().signIn}?${new URLSearchParams({ next }).toString()}`);
}
