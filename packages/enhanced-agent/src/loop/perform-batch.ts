import { type AgentContext, awaitUnlessAborted, type Task, type TaskSpec } from "@convoke/core";
import type { Action, ActionWriting } from "../action/action-definition.ts";
import { fingerprintAsked } from "../evidence/fingerprint.ts";
import { AgentState } from "../machine/agent-state.ts";
import type { ActionResult } from "../machine/machine.ts";
import type { MachineEvent } from "../machine/machine-event.ts";
import { cutText } from "../prompt/one-line.ts";
import type { ActionContext } from "./action-context.ts";
import { elapsed, timeIsOver } from "./next-message.ts";
import { performAction } from "./perform-action.ts";
import type { Run } from "./run.ts";
import { showAction, showDelegations, showEvidence, showPlan } from "./show-to-handler.ts";

/** An action and where the model is told of it: its position in the message. */
interface Due {
  readonly position: number;
  readonly action: Action;
  readonly shown: string;
}

/** Performs actions of the last message at the same time. */
export async function performBatch(run: Run, positions: readonly number[]): Promise<MachineEvent> {
  const due = positions.flatMap((position): Due[] => {
    const { action, shown } = run.last?.actions[position] ?? {};
    return action === undefined || shown === undefined ? [] : [{ position, action, shown }];
  });
  return performAll(run, due);
}

/** Takes the text of the last message for an ANSWER. */
export function answerWithText(run: Run): Promise<MachineEvent> {
  const step = run.state.steps;
  run.report({ type: "text-taken-as-answer", step });
  const written: ActionWriting = { line: 1, recovered: true };
  const text = run.last?.message.text.trim() ?? "";
  return performAll(run, [
    { position: 0, shown: text, action: { name: "ANSWER", fields: { TEXT: text }, written } },
  ]);
}

async function performAll(run: Run, due: readonly Due[]): Promise<MachineEvent> {
  const started: Promise<ActionResult | undefined>[] = [];
  for (const [at, each] of due.entries()) {
    const before = [...started];
    // One that says the same as an earlier one is to find that one's result on record.
    const asked = readAsked(each);
    const isRepeated = due.slice(0, at).some((earlier) => readAsked(earlier) === asked);
    started.push(
      isRepeated
        ? settleAll(before).then(() => performOne(run, each, before))
        : performOne(run, each, before),
    );
  }
  try {
    return { type: "performed", results: await Promise.all(started), elapsedMs: elapsed(run) };
  } catch (error) {
    run.context.signal.throwIfAborted();
    if (!run.deadline.hasPassed()) throw error;
    await recordPending(run);
    return { type: "stop", reason: "time_used_up", message: timeIsOver("an action was performed") };
  }
}

/** Equal for actions that ask the same, whatever the order of keys in JSON and the spaces around their texts. */
function readAsked({ action: { name, fields } }: Due): string {
  const trimmed = Object.entries(fields).map(
    ([field, value]) => [field, typeof value === "string" ? value.trim() : value] as const,
  );
  return fingerprintAsked({ agentType: name, description: "", input: Object.fromEntries(trimmed) });
}

/** Characters of a task's description, where nobody is left to say what was asked. */
const longestTask = 2_000;

/** The tasks that ended with the run's time belong to what had been found out, though nobody waits for them any more. */
async function recordPending({ pending, ledger, context }: Run): Promise<void> {
  const settled = await awaitUnlessAborted(context.signal, () => Promise.allSettled(pending));
  for (const each of settled) {
    if (each.status === "fulfilled")
      ledger.record(each.value, { task: cutText(each.value.description, longestTask) });
  }
}

async function performOne(
  run: Run,
  { position, action, shown }: Due,
  before: readonly Promise<unknown>[],
): Promise<ActionResult | undefined> {
  const { setup, report } = run;
  const { state, steps } = run.state;
  const definition = setup.definitions.get(action.name);
  if (definition === undefined) return { type: "stood-still" };
  const context = createActionContext(run, position, before);
  const given = showAction(action);
  const due = { action: given, definition, shown, context, asking: askUnderOwnKeys(run), report };
  const { outcome, performed } = await performAction(due, setup);
  run.untold.outcomes.set(position, { action: action.name, outcome });
  const recovered = action.written.recovered && { recovered: true as const };
  if (performed) report({ type: "action-performed", action: action.name, state, step: steps, ...recovered });
  if (outcome.result?.type === "planned") report({ type: "planned", plan: outcome.result.plan, step: steps });
  const lesson = action.fields["LESSON"];
  if (outcome.result?.type === "reflected" && typeof lesson === "string" && state === AgentState.LEARNING)
    run.lesson = lesson;
  return outcome.result;
}

/** What questions to people are asked with: no handler can record an answer under the run's own keys before the question. */
function askUnderOwnKeys({ context, guarded }: Run): AgentContext {
  return { ...guarded, step: context.step };
}

/** What an action does under a key of its own is its own, whatever other actions call theirs. */
function underKey(agent: AgentContext, key: string): AgentContext {
  const named = (given: string): string =>
    typeof given === "string" && given !== "" ? `${key} ${given}` : given;
  return { ...agent, step: (given, work) => agent.step(named(given), work) };
}

function createActionContext(run: Run, position: number, before: readonly Promise<unknown>[]): ActionContext {
  const { ledger, report } = run;
  const { plan, answer, state, steps } = run.state;
  const key = `a${run.context.attempt}-s${steps}-${position}`;
  const agent = underKey(run.guarded, key);
  return {
    prompt: run.request.prompt,
    agent: before.length === 0 ? agent : inTurn(agent, before),
    unordered: agent,
    turn: () => settleAll(before),
    plan: showPlan(plan),
    answer: state === AgentState.VERIFYING ? answer : undefined,
    get evidence() {
      return showEvidence(ledger.evidence);
    },
    get delegations() {
      return showDelegations(ledger.delegations);
    },
    key,
    record(...given) {
      const known = ledger.delegations.length;
      const recorded = ledger.record(...given);
      if (ledger.delegations.length > known)
        report({ type: "delegation-settled", delegation: recorded.delegation, step: steps });
      return recorded;
    },
  };
}

/**
 * Tasks run at once, and are handed over in the order in which they were asked for: so that evidence has the same numbers when
 * a run is resumed, whoever was faster.
 */
function inTurn(agent: AgentContext, before: readonly Promise<unknown>[]): AgentContext {
  const delegate = async (spec: TaskSpec): Promise<Task> => {
    const task = await agent.delegate(spec);
    await settleAll(before);
    return task;
  };
  return { ...agent, delegate };
}

async function settleAll(promises: readonly Promise<unknown>[]): Promise<void> {
  await Promise.allSettled(promises);
}
