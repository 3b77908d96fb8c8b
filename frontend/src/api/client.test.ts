// @vitest-environment happy-dom

import { afterEach, describe, expect, it, vi } from 'vitest';

import { ApiError } from './ApiError';
import { call, url } from './client';

const answer = (body: unknown, init: ResponseInit & { type?: string } = {}) =>
  new Response(JSON.stringify(body), { ...init, headers: { 'Content-Type': init.type ?? 'application/json' } });

const serve = (response: Response) => {
  const fetched = vi.fn<(url: string, init: RequestInit) => Promise<Response>>(() => Promise.resolve(response));
  vi.stubGlobal('fetch', fetched);
  return fetched;
};

const caught = async (promise: Promise<unknown>): Promise<ApiError> => {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ApiError)) throw new Error('It should have failed with an ApiError.');
  return error;
};

afterEach(() => vi.unstubAllGlobals());

describe('url', () => {
  it('leaves out parameters that are empty, null or undefined, and keeps 0 and false', () => {
    expect(url('runs/', { status: 'failed', search: '', after: null, before: undefined, page: 0, archived: false })).toBe(
      '/api/runs/?status=failed&page=0&archived=false',
    );
    expect(url('me/')).toBe('/api/me/');
  });

  it('escapes values', () => {
    expect(url('runs/', { search: 'a&b=c' })).toBe('/api/runs/?search=a%26b%3Dc');
  });
});

describe('call', () => {
  it('sends the draft’s number as If-Match, the CSRF token and a JSON body with a change', async () => {
    document.cookie = 'csrftoken=token';
    const fetched = serve(answer({ number: 8 }));
    expect(await call('workflows/1/draft/', { method: 'PUT', body: { a: 1 }, ifMatch: 7 })).toEqual({ number: 8 });
    const [address, init] = fetched.mock.calls[0] ?? [];
    const headers = new Headers(init?.headers);
    expect([address, init?.method, init?.body]).toEqual(['/api/workflows/1/draft/', 'PUT', '{"a":1}']);
    expect([headers.get('If-Match'), headers.get('X-CSRFToken'), headers.get('Content-Type')]).toEqual([
      '"7"',
      'token',
      'application/json',
    ]);
  });

  it('sends no CSRF token and no body with a question', async () => {
    const fetched = serve(answer([]));
    await call('runs/');
    const init = fetched.mock.calls[0]?.[1];
    expect([new Headers(init?.headers).has('X-CSRFToken'), init?.body]).toEqual([false, undefined]);
  });

  it('returns undefined where there is no content', async () => {
    serve(new Response(null, { status: 204 }));
    expect(await call('triggers/1/', { method: 'DELETE' })).toBeUndefined();
  });

  it('throws the problem document, with the message for a port', async () => {
    const problem = { code: 'invalid_parameter', message: 'There is no hour 25.', remedy: '', node: null, port: 'cron', connection: null };
    serve(
      answer(
        { title: 'Invalid', status: 400, detail: 'The schedule cannot be read.', code: 'invalid', problems: [problem] },
        { status: 400, type: 'application/problem+json' },
      ),
    );
    const error = await caught(call('triggers/preview/', { method: 'POST', body: {} }));
    expect([error.status, error.code, error.title, error.message]).toEqual([400, 'invalid', 'Invalid', 'The schedule cannot be read.']);
    expect(error.problemAt('cron')?.message).toBe('There is no hour 25.');
    expect(error.problemAt('timezone')).toBeUndefined();
  });

  it('says the status where the answer is no problem document', async () => {
    serve(new Response('<h1>Bad gateway</h1>', { status: 502, statusText: 'Bad Gateway', headers: { 'Content-Type': 'text/html' } }));
    const error = await caught(call('runs/'));
    expect([error.status, error.message]).toEqual([502, 'The server answered 502 Bad Gateway.']);
  });

  it('says that nobody answered where there is no connection', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    const error = await caught(call('runs/'));
    expect([error.status, error.code]).toEqual([0, 'offline']);
  });

  it('leads to the sign-in page, and from there back here, when nobody is signed in', async () => {
    const assign = vi.spyOn(window.location, 'assign').mockImplementation(() => undefined);
    window.history.replaceState(null, '', '/runs/?status=failed');
    serve(answer({ title: 'Sign in', status: 401, detail: 'Sign in.', code: 'not_authenticated' }, { status: 401 }));
    expect((await caught(call('runs/'))).status).toBe(401);
    expect(assign).toHaveBeenCalledWith('/sign-in/?next=%2Fruns%2F%3Fstatus%3Dfailed');
  });
});
