import type { EvidenceSource } from "../evidence/evidence.ts";

/** One prompt and what was answered. */
export interface Exchange {
  /** The task that answered; an exchange of the same task is kept once. */
  readonly taskId: string;
  readonly prompt: string;
  readonly answer: string;
  /** What the answer cites. */
  readonly sources: readonly EvidenceSource[];
  /** Milliseconds since 1970-01-01 UTC. */
  readonly at: number;
}

/** Where conversations are kept. */
export interface SessionStore {
  /** Oldest first, at most the latest `most`; empty for an unknown id. */
  load(sessionId: string, most: number): Promise<readonly Exchange[]>;
  append(sessionId: string, exchange: Exchange): Promise<void>;
  close?(): Promise<void>;
}
