import type { LanguageModel } from "@convoke/core";
import type { ActionDefinition } from "./action/action-definition.ts";
import type { SessionStore } from "./conversation/session-store.ts";
import type { LessonStore } from "./lessons/lesson-store.ts";
import type { Approve } from "./loop/approval.ts";
import type { StopCondition } from "./machine/stop-condition.ts";

/** How to make a main agent; everything has a default. */
export interface EnhancedAgentOptions {
  /** Unique among the main agents of an orchestrator. @default "Main Agent" */
  readonly name?: string;
  /** Decides what to do. @default that of the environment (`LLM_API_KEY` …), else the rules of this package */
  readonly model?: LanguageModel;
  /** How actions travel: as text, which every model can write, or as tool calls. @default "text" */
  readonly transport?: "text" | "tools";
  /** Whether lessons are kept and put before the model. @default true */
  readonly learn?: boolean;
  /** Where lessons are kept. @default in memory, as long as the agent lives */
  readonly lessons?: LessonStore;
  /** Where conversations are kept. @default in memory, as long as the agent lives */
  readonly sessions?: SessionStore;
  /** Actions of one's own beside the shipped ones. */
  readonly actions?: readonly ActionDefinition[];
  /** Asks before an action is performed: a function, or `"wait"` for `orchestrator.answer(taskId, "approve-<key>", decision)`. @default nobody is asked */
  readonly approve?: Approve | "wait";
  /** Names of the actions for which leave is asked. @default those with side effects */
  readonly approvalFor?: readonly string[];
  /** When a run ends without an answer. @default 24 steps, 4 of them in a row without progress */
  readonly stopWhen?: readonly StopCondition[];
  /** How often an answer that does not pass its checks is sent back, 0 to 2. @default 2 */
  readonly maxVerificationReturns?: number;
  /** Tokens of the conversation that is sent; older results are shortened beyond it. @default 24_000 */
  readonly historyTokens?: number;
  /** Tokens of one reply. @default 1_500 */
  readonly maxOutputTokens?: number;
  /** From 0 to 2. @default 0 */
  readonly temperature?: number;
  /** How many levels of main agents may stand below this one. @default 1 */
  readonly maxDelegationDepth?: number;
  /** Text that is added to what the model is told about itself. */
  readonly instructions?: string;
  /** Higher is preferred. @default 5 */
  readonly priority?: number;
  /** Tasks at once; unlimited when left out. */
  readonly maxConcurrency?: number;
}
