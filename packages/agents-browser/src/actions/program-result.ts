import type { Program } from "../program/program.ts";
import type { BrowserRun, SeenDialog } from "../session/browser-run.ts";
import type { ActionRecord, ArtifactReference } from "./action-record.ts";

/** What a program came to. */
export interface ProgramResult {
  readonly type: "run_program";
  readonly status: "completed";
  /** One for each action, in order. */
  readonly actions: readonly ActionRecord[];
  /** What `extract` read, by `as`. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Of the current tab at the end. */
  readonly url: string;
  readonly title: string;
  /** Screenshots, downloads and the trace. */
  readonly artifacts: readonly ArtifactReference[];
  /** The same program with targets that will be found again, without a snapshot and without a model. */
  readonly recorded: Program;
  /** Of the whole run so far. */
  readonly traffic: BrowserRun["traffic"];
  readonly dialogs: readonly SeenDialog[];
}
