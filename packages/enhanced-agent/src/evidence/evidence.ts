/** A quote, or a place, that a piece of evidence rests on. */
export interface EvidenceSource {
  /** `E1.1`, `E1.2`, …: what an answer cites. */
  readonly id: string;
  readonly quote: string;
  readonly title?: string;
  /** A file or an address, exactly as the agent gave it; the model never writes one. */
  readonly location?: string;
  /** 1-based. */
  readonly line?: number;
}

/** What a delegated task brought: a piece of evidence that an answer can cite. */
export interface Evidence {
  /** `E1`, `E2`, … in the order in which results came back. */
  readonly id: string;
  readonly taskId: string;
  readonly agentType: string;
  readonly agentName?: string;
  /** What was asked. */
  readonly task: string;
  /** The result in words, as the model is shown it. */
  readonly text: string;
  readonly sources: readonly EvidenceSource[];
  /** The whole result. */
  readonly result: unknown;
}
