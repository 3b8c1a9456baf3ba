import type { KnowledgeIndex } from "@convoke/agents-knowledge";
import type { Task } from "@convoke/core";
import type { Conductor } from "../conductor.ts";
import type { FormatPlace } from "../report/citations.ts";
import type { FollowedRun } from "../view/view.ts";

/** What a section of the demonstration works with. */
export interface SectionContext {
  readonly orchestrator: Conductor;
  /** Ends every run of the demonstration. */
  readonly signal: AbortSignal;
  /** Shows the tasks of a run while `work` executes it. */
  readonly follow: <Outcome>(run: FollowedRun, work: () => Promise<Outcome>) => Promise<Outcome>;
  /** Adds to the report for people. */
  readonly print: (lines: readonly string[]) => void;
  readonly formatPlace: FormatPlace;
  /** What the knowledge agents read; a server keeps that to itself. */
  readonly index?: KnowledgeIndex | undefined;
  /** True for a run that an earlier process has finished: what it took cannot be measured any more. */
  readonly isRecalled?: (runId: string) => boolean;
  /** Columns of the report. */
  readonly width: number;
}

/** What came out of a section, as data; what people read has been printed. */
export interface SectionReport {
  /** Every task that ran, in order. */
  readonly tasks: readonly Task[];
  /** Milliseconds from the first task to the last. */
  readonly elapsedMs: number;
  /** Plain data for `--json`. */
  readonly outcome: Readonly<Record<string, unknown>>;
  /** What the section should have reached and did not; an announced failure is none. */
  readonly misses: readonly string[];
}

/** One of the parts of the demonstration: data first, code last. */
export interface Section {
  readonly heading: string;
  /** The line below the heading. */
  readonly explanation: string;
  /** What is asked of the agents, in words. */
  readonly asked: string;
  readonly run: (context: SectionContext) => Promise<SectionReport>;
}
