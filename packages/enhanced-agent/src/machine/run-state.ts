import type { AgentState } from "./agent-state.ts";
import type { RunEnd } from "./effect.ts";
import type { Check, RunPlan } from "./machine.ts";
import type { ActionMask } from "./mask.ts";
import type { ReadMessage } from "./machine-event.ts";
import type { StopCondition } from "./stop-condition.ts";

/** What holds for a whole run. */
export interface MachineSetup {
  readonly mask: ActionMask;
  /** One on `steps` among them, so that every run ends. */
  readonly stopWhen: readonly StopCondition[];
  readonly maxVerificationReturns: number;
  readonly learn: boolean;
}

/** The message that is being gone through. */
export interface OpenMessage {
  readonly message: ReadMessage;
  /** Position of the next action that nothing was decided about. */
  readonly next: number;
  /** Actions that are being performed. */
  readonly performing: readonly number[];
  readonly progressed: boolean;
  /** It says the same as the message before. */
  readonly repeated: boolean;
  /** Where the run stood when it came. */
  readonly startedIn: AgentState;
  /** Keys of recovered actions that are shown back. */
  readonly shownBack: readonly string[];
  /** Whether something was performed that had been shown back. */
  readonly confirmed: boolean;
  /** Actions that run together were performed: what follows was written before their results. */
  readonly gathered: boolean;
}

/** Where a run stands; never changed in place. */
export interface RunState {
  readonly state: AgentState;
  readonly entered: readonly AgentState[];
  /** Messages of the model. */
  readonly steps: number;
  readonly stepsWithoutProgress: number;
  /** Answers that did not pass. */
  readonly failedAnswers: number;
  readonly plan?: RunPlan;
  readonly answer?: string;
  /** Those of the answer, of both kinds. */
  readonly checks: readonly Check[];
  /** Keys of recovered actions that were shown back in the last message. */
  readonly shownBack: readonly string[];
  readonly lastKey?: string;
  readonly proseReminders: number;
  readonly learningReminders: number;
  readonly refusedInARow: number;
  readonly open?: OpenMessage;
  readonly end?: RunEnd;
}
