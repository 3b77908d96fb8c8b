/** Where the page is served, as its shell (designer/templates/designer/app.html) says. */
export interface Host {
  /** The path that the designer's own addresses start with: `/`, or `/designer/` in a project that has put it there. */
  readonly base: string;
  readonly signIn: string;
  readonly csrfCookie: string;
  readonly csrfHeader: string;
  /** Where the project lets no script read the cookie. */
  readonly csrfToken: string;
}

export function host(): Host {
  const said = document.getElementById('root')?.dataset ?? {};
  const base = said.base ?? '/';
  return {
    base,
    signIn: said.signIn ?? `${base}sign-in/`,
    csrfCookie: said.csrfCookie ?? 'csrftoken',
    csrfHeader: said.csrfHeader ?? 'X-CSRFToken',
    csrfToken: said.csrfToken ?? '',
  };
}

/** The token that a change is sent with: the cookie's, which other tabs may have renewed, else that of the page. */
export function csrfToken(): string {
  return readCookie(host().csrfCookie) || host().csrfToken;
}

export function readCookie(name: string, cookies: string = document.cookie): string {
  const pair = cookies.split('; ').find((each) => each.startsWith(`${name}=`));
  return pair ? decodeURIComponent(pair.slice(name.length + 1)) : '';
}
