/** An agent's result as a model and a reader can use it. */
export interface DescribedResult {
  readonly text: string;
  /** Without ids: the ledger gives them. */
  readonly sources: readonly {
    readonly quote: string;
    readonly title?: string;
    readonly location?: string;
    readonly line?: number;
  }[];
}

/** Says an agent's JSON result in words, at most 6,000 characters, and names what it rests on; never throws. */
export function describeResult(result: unknown): DescribedResult {
  throw new Error(`not written yet: ${typeof result}`);
}
