const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const oneDecimal = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1, minimumFractionDigits: 1 });

/** 3.4 → "3 ms", 1234 → "1.2 s", 125_000 → "2 min 5 s", 7_500_000 → "2 h 5 min". */
export function formatDuration(ms: number): string {
  if (ms < 1) return '< 1 ms';
  const whole = Math.round(ms);
  if (whole < SECOND) return `${whole} ms`;
  const tenths = Math.round(ms / 100) * 100;
  if (tenths < MINUTE) return `${oneDecimal.format(tenths / SECOND)} s`;
  return tenths < HOUR ? pair(tenths, MINUTE, 'min', SECOND, 's') : pair(tenths, HOUR, 'h', MINUTE, 'min');
}

function pair(ms: number, large: number, largeWord: string, small: number, smallWord: string): string {
  const rest = Math.floor((ms % large) / small);
  return `${Math.floor(ms / large)} ${largeWord}${rest > 0 ? ` ${rest} ${smallWord}` : ''}`;
}
