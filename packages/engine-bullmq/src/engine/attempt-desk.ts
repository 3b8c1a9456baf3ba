import type { WireOutcome } from "../wire/messages.ts";
import type { EngineLink } from "./link.ts";
import type { OpenAttempt } from "./open-attempt.ts";
import type { ChosenEngineOptions } from "./options.ts";

/** Everything that the engine does with attempts, as its parts see it. */
export interface AttemptDesk {
  readonly link: EngineLink;
  readonly options: ChosenEngineOptions;
  readonly open: ReadonlyMap<string, OpenAttempt>;
  /** Puts it into its queue, under a new name, as soon as its run is sure to be this process's own. */
  dispatch(attempt: OpenAttempt): void;
  /** Dispatches an attempt again that has left its queue, or gives it up when that has happened too often. */
  redo(attempt: OpenAttempt): void;
  /** Settles an attempt, whichever part of the engine has learnt of its end. */
  finish(attempt: OpenAttempt, outcome: WireOutcome): void;
  /** Gives an attempt up whose workers were lost. */
  giveUp(attempt: OpenAttempt): void;
}
