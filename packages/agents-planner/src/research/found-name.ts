import type { TechnologyKind } from "../goal/known-technologies.ts";

/** A technology or product that research names, with what is known of it. */
export interface FoundName {
  readonly name: string;
  /** How much the research speaks for it: answers and quotes before findings, recommendations most. */
  readonly weight: number;
  /** True when an answer or a quote names it; what stands only among further findings is too little to build on. */
  readonly isSupported: boolean;
  /** True when the answer itself names it. */
  readonly isInAnswer: boolean;
  /** True when the research recommends it in words. */
  readonly isRecommended: boolean;
  /** What it is recommended for, in the research's words: "PDF export" in "is best for PDF export". */
  readonly recommendedFor?: string;
  /** What it is for; empty when that is not known. */
  readonly kinds: readonly TechnologyKind[];
  /** From where it can be used; empty when that is not known, or from anywhere. */
  readonly ecosystems: readonly string[];
  /** Where the research says so: `"docs/fastapi.md:3 “FastAPI is fast”"`. */
  readonly citation?: string;
}
