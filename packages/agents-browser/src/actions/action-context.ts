import type { ArtifactStore } from "@convoke/core";
import type { Observer } from "../observe/observer.ts";
import type { Approve } from "../policy/approval.ts";
import type { Secrets } from "../policy/secrets.ts";
import type { BrowserRun } from "../session/browser-run.ts";

/** What actions work with. */
export interface ActionContext {
  readonly run: BrowserRun;
  readonly observer: Observer;
  readonly artifacts: ArtifactStore;
  readonly secrets: Secrets;
  readonly approve: Approve;
  /** Milliseconds for an action that names none. */
  readonly timeoutMs: number;
  /** What the actions serve, in words, for the approve hook. */
  readonly goal?: string;
  /** Who decided on the actions, for the approve hook. @default "program" */
  readonly source?: "program" | "goal" | "model";
  /** When the program began, by the run's clock; records count from there. @default the action's own begin */
  readonly beganAt?: number;
}
