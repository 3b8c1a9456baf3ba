import type { ActionResult } from "./machine.ts";
import type { EnhancedAgentErrorReason } from "../errors/enhanced-agent-error.ts";

/** An action of a message, as far as the machine has to know it. */
export interface MessageAction {
  readonly name: string;
  /** The same for actions that say the same. */
  readonly key: string;
  /** Its end is missing: it may not be all that was meant. */
  readonly recovered: boolean;
  /** Whether its fields could be understood; what is wrong with others is told apart. */
  readonly readable: boolean;
}

/** What a reply of the model says. */
export interface ReadMessage {
  readonly actions: readonly MessageAction[];
  /** How many problems were found beside the actions. */
  readonly problems: number;
  /** What is no action. */
  readonly text: string;
  /** The same for messages that say the same. */
  readonly key: string;
  /** The model would not. */
  readonly refused: boolean;
  /** It reached the limit of a reply. */
  readonly cut: boolean;
}

/** What happens to a run. `elapsedMs` counts from its beginning. */
export type MachineEvent =
  | { readonly type: "started" }
  | { readonly type: "message"; readonly message: ReadMessage; readonly elapsedMs: number }
  /** The actions that were to be performed are done, in their order; `undefined` for one that means nothing to the machine. */
  | {
      readonly type: "performed";
      readonly results: readonly (ActionResult | undefined)[];
      readonly elapsedMs: number;
    }
  /** Something that cannot be mended: the model, the budget. */
  | { readonly type: "stop"; readonly reason: EnhancedAgentErrorReason; readonly message: string };
