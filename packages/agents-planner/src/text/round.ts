/** Removes the dust of floating-point sums from seconds and USD. */
export function round(value: number): number {
  const scaled = value * 1e6;
  // As large as that, there is no dust.
  return Number.isFinite(scaled) ? Math.round(scaled) / 1e6 : value;
}

/** Absurd sums stay numbers: what is beyond all numbers counts as the greatest there is. */
export function keepFinite(value: number): number {
  return Math.min(value, Number.MAX_VALUE);
}
