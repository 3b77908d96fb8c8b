// @vitest-environment happy-dom

import { afterEach, describe, expect, it, vi } from 'vitest';

import { call, url } from './client';
import { csrfToken, host, readCookie } from './host';

const serveAt = (dataset: string) => {
  document.body.innerHTML = `<div id="root" ${dataset}></div>`;
};

afterEach(() => {
  document.body.innerHTML = '';
});

describe('host', () => {
  it('is the root of the server where the shell says nothing', () => {
    expect(host()).toEqual({ base: '/', signIn: '/sign-in/', csrfCookie: 'csrftoken', csrfHeader: 'X-CSRFToken', csrfToken: '' });
  });

  it('puts the addresses of the API where the shell says', () => {
    serveAt('data-base="/designer/"');
    expect(url('me/')).toBe('/designer/api/me/');
  });

  it('sends strangers to where the project signs them in', async () => {
    serveAt('data-base="/designer/" data-sign-in="/accounts/login/"');
    const assign = vi.spyOn(window.location, 'assign').mockImplementation(() => undefined);
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('{}', { status: 401 })));
    await expect(call('me/')).rejects.toThrow();
    vi.unstubAllGlobals();
    expect(assign.mock.calls[0]?.[0]).toContain('/accounts/login/?next=');
  });
});

describe('csrfToken', () => {
  it('is the cookie of the name that the project gave it, else what the page was served with', () => {
    serveAt('data-csrf-cookie="shop_token" data-csrf-token="from-page"');
    expect(csrfToken()).toBe('from-page');
    document.cookie = 'shop_token=from-cookie';
    expect(csrfToken()).toBe('from-cookie');
  });
});

describe('readCookie', () => {
  it('finds the cookie of exactly that name, decoded', () => {
    expect(readCookie('csrftoken', 'xcsrftoken=no; csrftoken=a%20b; other=1')).toBe('a b');
    expect(readCookie('absent', 'csrftoken=1')).toBe('');
  });
});
