/**
 * Milliseconds for people: "<1 ms", "12 ms", "1.4 s".
 *
 * The clock counts whole milliseconds, so that 0 means "less than one".
 */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1) return "<1 ms";
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
