/** Longer waits are reported as this: a month. */
const longestMs = 31 * 86_400_000;

const httpDate = /^[A-Z][a-z]{2,8},? /;

/**
 * How long to wait by a `Retry-After` header, in milliseconds: seconds, or an HTTP date seen from `now`.
 * `undefined` when there is none, or none that can be read.
 */
export function readRetryAfter(header: string | null, now: number): number | undefined {
  const value = header?.trim() ?? "";
  if (/^\d{1,10}(?:\.\d{1,6})?$/.test(value)) return Math.min(Math.ceil(Number(value) * 1000), longestMs);
  if (!httpDate.test(value) || value.length > 40) return undefined;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.min(Math.max(0, at - now), longestMs);
}
