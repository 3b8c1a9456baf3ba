import type { Action } from "../program/action.ts";

/** A screenshot, trace or download in the artifact store. */
export interface ArtifactReference {
  /** What `artifacts.get` takes. */
  readonly artifact: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** What the program calls it, else a name by its kind. */
  readonly name: string;
}

/** What one action did. */
export interface ActionRecord {
  /** As it was asked for; secrets by their names. */
  readonly action: Action;
  readonly status: "completed" | "failed";
  /** Milliseconds since the program began. */
  readonly startedMs: number;
  readonly durationMs: number;
  /** The tab's address afterwards. */
  readonly url: string;
  /** Of `extract`, where it does not stand in the result's own `data`. */
  readonly data?: unknown;
  /** Of `extract`, for a list in the result's `data`: its entries. */
  readonly count?: number;
  /** Of `screenshot` and `download`. */
  readonly artifact?: ArtifactReference;
  readonly error?: string;
  /** The same action with a target that will find the element again, without a snapshot and without a model. */
  readonly recorded?: Action;
}
