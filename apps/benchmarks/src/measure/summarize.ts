/** What several measurements of one thing come to; all in the unit of the samples. */
export interface Summary {
  readonly median: number;
  readonly least: number;
  readonly greatest: number;
  /** In the order in which they were taken. */
  readonly samples: readonly number[];
}

/** The middle of the samples, or the mean of the two in the middle, and how far they spread. Throws without any. */
export function summarize(samples: readonly number[]): Summary {
  if (samples.length === 0) throw new Error("There is nothing to summarize: take at least one sample");
  const sorted = samples.toSorted((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return { median, least: sorted[0]!, greatest: sorted.at(-1)!, samples };
}
