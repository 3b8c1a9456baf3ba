import type { LanguageModel } from "@convoke/core";
import type { ActionDefinition } from "../action/action-definition.ts";
import type { SessionStore } from "../conversation/session-store.ts";
import type { LessonStore } from "../lessons/lesson-store.ts";
import type { ActionMask } from "../machine/mask.ts";
import type { StopCondition } from "../machine/stop-condition.ts";
import type { TransportKind } from "../transport/transport.ts";
import type { Approve } from "./approval.ts";

/** What is the same for all runs of a main agent. */
export interface LoopSetup {
  readonly name: string;
  readonly model: LanguageModel;
  readonly modelName: string | undefined;
  readonly method: "model" | "rules";
  readonly transport: TransportKind;
  readonly definitions: ReadonlyMap<string, ActionDefinition>;
  readonly mask: ActionMask;
  readonly systemPrompt: string;
  readonly learn: boolean;
  readonly lessons: LessonStore;
  readonly sessions: SessionStore;
  readonly approve: Approve | "wait" | undefined;
  /** Names of the actions for which leave is asked. */
  readonly approvalFor: ReadonlySet<string>;
  readonly stopWhen: readonly StopCondition[];
  readonly maxVerificationReturns: number;
  readonly historyTokens: number;
  readonly maxOutputTokens: number;
  readonly temperature: number;
  readonly maxDelegationDepth: number;
  /** Names of capabilities that main agents offer: a task by one of them goes to a main agent. */
  readonly mainCapabilities: ReadonlySet<string>;
}

/** What one run is asked. */
export interface RunRequest {
  readonly taskId: string;
  readonly prompt: string;
  readonly sessionId: string | undefined;
  readonly delegationDepth: number;
}
