/** A goal of one of the kinds that are easily misread, and what its plan must and must not say. */
export interface GoalKindCase {
  readonly kind: string;
  readonly goal: string;
  /** Texts that steps have, word for word. */
  readonly steps?: readonly string[];
  /** How many steps there are. */
  readonly count?: number;
  /** Words that no step may say except after "without". */
  readonly forbids?: readonly string[];
  /** What the assumptions say. */
  readonly assumes?: string;
  /** What a knowledge step asks. */
  readonly asks?: readonly string[];
}
