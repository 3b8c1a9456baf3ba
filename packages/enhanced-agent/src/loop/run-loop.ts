import type { AgentContext } from "@convoke/core";
import type { EnhancedResult } from "../enhanced-result.ts";
import type { Effect } from "../machine/effect.ts";
import type { MachineEvent } from "../machine/machine-event.ts";
import { transition } from "../machine/transition.ts";
import { conclude } from "./conclude.ts";
import { createDeadline } from "./deadline.ts";
import { exampleOf } from "./example-of.ts";
import type { LoopSetup, RunRequest } from "./loop-setup.ts";
import { askForMessage } from "./next-message.ts";
import { openRun } from "./open-run.ts";
import { answerWithText, performBatch } from "./perform-batch.ts";
import { createRun, type Run } from "./run.ts";

/** Runs a prompt through the machine, until there is an answer that passed, or a typed reason why there is none. */
export async function runLoop(
  request: RunRequest,
  setup: LoopSetup,
  context: AgentContext,
): Promise<EnhancedResult> {
  const opening = await openRun(request, setup, context);
  const deadline = createDeadline(setup.stopWhen, opening.startedAt, context);
  try {
    const run = createRun(request, setup, { opening, context, deadline });
    let event: MachineEvent | undefined = { type: "started" };
    while (event !== undefined) {
      const { state, effects } = transition(run.state, event, run.machine);
      run.state = state;
      event = await performEffects(run, effects);
    }
    return await conclude(run);
  } finally {
    deadline.close();
  }
}

/** Does what the machine asks for; resolves with what came of it, or with nothing at the end. */
async function performEffects(run: Run, effects: readonly Effect[]): Promise<MachineEvent | undefined> {
  for (const effect of effects) {
    switch (effect.type) {
      case "ask":
        return askForMessage(run, effect.isLastStep);
      case "perform":
        return performBatch(run, effect.actions);
      case "answer-with-text":
        return answerWithText(run);
      case "end":
        return undefined;
      default:
        note(run, effect);
    }
  }
  return undefined;
}

/** Refusals that the result keeps; each is an event besides. */
const mostRefusals = 1_000;
/** Characters of an action that is shown back. */
const longestShown = 4_000;

function note(
  run: Run,
  effect: Exclude<Effect, { type: "ask" | "perform" | "answer-with-text" | "end" }>,
): void {
  const { untold, setup, report } = run;
  const step = run.state.steps;
  switch (effect.type) {
    case "enter":
      return report({ type: "state-entered", state: effect.state, step });
    case "tell":
      untold.notes.push(effect.message);
      return;
    case "show-example": {
      const [name = ""] = setup.mask.allowedIn(run.state.state);
      const definition = setup.definitions.get(name);
      if (definition !== undefined && setup.transport === "text")
        untold.notes.push(`For example:\n${exampleOf(definition)}`);
      return;
    }
    case "checked":
      return report({ type: "answer-checked", passed: effect.passed, checks: effect.checks });
    case "refuse": {
      const { action: position, state, message } = effect;
      const action = tellOf(run, position, message);
      if (run.refusals.length < mostRefusals) run.refusals.push({ action, state, message });
      return report({ type: "action-refused", action, state, message, step });
    }
    case "drop":
      tellOf(run, effect.action, effect.message);
      return;
    case "confirm": {
      const shown = run.last?.actions[effect.action]?.shown.slice(0, longestShown) ?? "";
      const action = tellOf(run, effect.action, `${effect.message}\n${shown}`);
      return report({ type: "action-to-confirm", action, step });
    }
  }
}

/** Tells the model what became of an action that was not performed; returns its name. */
function tellOf(run: Run, position: number, message: string): string {
  const action = run.last?.actions[position]?.written.name ?? "";
  // The name stands before the note already.
  const note = message.startsWith(`${action} `) ? message.slice(action.length + 1) : message;
  run.untold.outcomes.set(position, { action, outcome: { note } });
  return action;
}
