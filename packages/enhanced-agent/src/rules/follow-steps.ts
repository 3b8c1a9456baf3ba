import type { ConversationView, SeenResult } from "../prompt/conversation-view.ts";
import { writeAsking } from "./write-asking.ts";
import type { Asking, Step, StepState } from "./step.ts";

type Seen = Pick<ConversationView, "results" | "votes" | "said">;

/** What has become of each step, by the results that came and by what was asked for before. */
export function followSteps(steps: readonly Step[], view: Seen): StepState[] {
  const states: StepState[] = [];
  for (const step of steps) states.push(followStep(step, states, view));
  return states;
}

function followStep(step: Step, before: readonly StepState[], view: Seen): StepState {
  const first = followAsking(step, step, before, view);
  const other = step.instead;
  if (other === undefined || first.status !== "failed" || isHopeless(first.results)) return first;
  const second = followAsking(step, other, before, view);
  // Both failures are told when neither way worked.
  return second.status === "failed" ? { ...second, results: [...first.results, ...second.results] } : second;
}

function followAsking(
  step: Step,
  asking: Asking,
  before: readonly StepState[],
  { results, votes, said }: Seen,
): StepState {
  if (step.votes !== undefined) {
    // Votes are held in the order of the plan, each once.
    const held = votes[before.filter((other) => other.step.votes !== undefined).length];
    const own = results.filter((result) => isOf(result, asking));
    if (held !== undefined)
      return { step, asking, results: own, votes: held, status: own.length > 0 ? "done" : "failed" };
  }
  const own = results.filter((result) => isOf(result, asking));
  const done = own.filter(({ evidenceId }) => evidenceId !== undefined);
  if (done.length > 0) return { step, asking, results: own, status: "done" };
  if (own.length > 0) return { step, asking, results: own, status: "failed" };
  const written = writeAsking(asking, listEvidence(step, before));
  const times = said.filter((text) => text.includes(written)).length;
  return { step, asking, results: [], status: times >= 2 ? "lost" : "open" };
}

/** A task may have been given more text than was asked for: what it was to use. */
function isOf({ agentType, task }: SeenResult, asking: Asking): boolean {
  const isAgent = agentType === asking.agentType || (asking.votes !== undefined && agentType === "consensus");
  return (
    isAgent &&
    (task === asking.task || task.startsWith(`${asking.task}\n`) || task.startsWith(`${asking.task} `))
  );
}

/** Asking in another way is no use when nobody is there, or nothing may be spent. */
function isHopeless(results: readonly SeenResult[]): boolean {
  return results.some(({ text, status }) => status === "cancelled" || /\bbudget\b/i.test(text));
}

/** The evidence that a step is given: what the steps before it brought. */
export function listEvidence(step: Step, states: readonly StepState[]): string[] {
  return step.uses.flatMap((index) =>
    (states[index]?.results ?? []).flatMap(({ evidenceId }) =>
      evidenceId === undefined ? [] : [evidenceId],
    ),
  );
}

/** Steps that can be asked for now: what they use is settled. */
export function listReady(states: readonly StepState[]): StepState[] {
  return states.filter(
    ({ step, status }) => status === "open" && step.uses.every((index) => states[index]?.status !== "open"),
  );
}
