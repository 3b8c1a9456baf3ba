/** What one sentence says about a claim. */
export interface Judgement {
  readonly stance: "supports" | "refutes" | "neutral";
  /** Share of the claim's words and values that the sentence holds, in [0, 1]. */
  readonly score: number;
  /** How sure the stance is, in [0, 1]; 0 for neutral. */
  readonly confidence: number;
  /** The value that contradicts the claim's. */
  readonly found?: string;
}
