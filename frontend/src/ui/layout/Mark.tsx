/** The sign of the product: rows, one of which flows on. */
export function Mark({ size = 20 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" fill="none" aria-hidden>
      <rect width="20" height="20" rx="5" fill="var(--ink)" />
      <path
        d="M4.5 6h4.2c3.4 0 2.4 8 5.8 8H15.5M4.5 10h2.6M4.5 14h4M12 6h3.5"
        stroke="var(--on-ink)"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
