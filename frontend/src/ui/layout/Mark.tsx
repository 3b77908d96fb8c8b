/** The sign of the product, the same as in the browser's tab, at sign-in and in the admin: what flows from one place to another. */
export function Mark({ size = 20 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" fill="none" aria-hidden>
      <rect width="16" height="16" rx="4" fill="var(--ink)" />
      <path d="M4 5h3a2 2 0 0 1 2 2v2a2 2 0 0 0 2 2h1" stroke="var(--on-ink)" strokeWidth="1.5" />
      <circle cx="4" cy="5" r="1.5" fill="var(--on-ink)" />
      <circle cx="12" cy="11" r="1.5" fill="var(--on-ink)" />
    </svg>
  );
}
