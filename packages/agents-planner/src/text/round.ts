/** Removes the dust of floating-point sums from seconds and USD. */
export function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
