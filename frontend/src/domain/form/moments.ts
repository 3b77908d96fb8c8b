/** `2026-11-24T05:38:00Z` as a `datetime-local` field shows it in the person's zone: `2026-11-24T06:38:00`. */
export function localMoment(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return '';
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}

/** The moment in UTC that a `datetime-local` field stands for; undefined where it is empty. */
export function momentOfLocal(text: string): string | undefined {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString().replace(/\.000Z$/, 'Z');
}
