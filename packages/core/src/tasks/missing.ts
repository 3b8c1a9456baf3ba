import { ErrorCode } from "../errors/error-code.ts";
import type { LiveTask } from "./live-task.ts";
import { readRoster } from "../registry/roster.ts";
import { isPanelSeat } from "./panel-seats.ts";
import { listCandidates } from "./route.ts";
import type { TaskFailure } from "./task.ts";

/** What a run waits for that was taken up where something is not there. */
export interface Missing {
  /** What is missing: code, words and details. */
  readonly failure: TaskFailure;
  /** The task that needs it; absent when the run cannot even begin. */
  readonly taskId?: string;
  /** True as long as there is no point in taking the run up here again. */
  readonly isStill: () => boolean;
}

/**
 * What a task of a resumed run waits for when nobody can take it; `undefined` when it fails as it would have in the first
 * life of the run.
 *
 * What counts as missing is what was there when the run began: with the plan, the agents of that moment are stored, and what
 * they offered. As long as one of them that fits what was asked for (type, name and capability) is not registered, or does
 * not offer that any more, the task waits for it. When all of them are back and still nobody can do it, nobody could have at
 * the beginning: then it fails, also a child that its parent only tries to delegate. Where these agents were too many to
 * list, all that is missing is waited for; where only what they offered was, an agent by its type and name.
 */
export function findMissing(task: LiveTask, agentIndex: number, refusal: TaskFailure): Missing | undefined {
  const { run, spec, record } = task;
  if (refusal.code !== ErrorCode.NOT_REGISTERED || !isGone(task, agentIndex)) return undefined;
  const { kernel } = run;
  // A voter's seat is a preference.
  const asked = task.isSeated ? { ...spec, agentName: undefined } : spec;
  const last = spec.fallback?.length ?? 0;
  const isStill = (): boolean => {
    if (!isGone(task, agentIndex)) return false;
    for (let index = agentIndex; index <= last; index++)
      if (listCandidates(kernel, asked, index).length > 0) return false;
    return true;
  };
  return { failure: refusal, taskId: record.taskId, isStill };
}

/** True when an agent that was there when the run began, and may be meant, is not registered here, or not as it was. */
function isGone(task: LiveTask, agentIndex: number): boolean {
  const { run, spec } = task;
  const resumed = run.extra?.resumed;
  if (resumed === undefined) return false;
  const { registry } = run.kernel;
  const isFirst = agentIndex === 0;
  const agentType = isFirst ? spec.agentType : spec.fallback?.[agentIndex - 1];
  const agentName = isFirst && !task.isSeated ? spec.agentName : undefined;
  // Somebody else of its type can take the seat that a panel had named for it.
  if (agentName !== undefined && registry.ofType(agentType ?? "").length > 0 && isPanelSeat(task))
    return false;
  const { capability } = isFirst ? spec : {};
  return (
    readRoster(resumed)?.some((former) => {
      if (agentType !== undefined && agentType !== former.agentType) return false;
      if (agentName !== undefined && agentName !== former.name) return false;
      const { offered } = former;
      const mustOffer = capability !== undefined && offered !== undefined;
      if (mustOffer && !offered.has(capability)) return false;
      const agent = registry.find(former.agentType, former.name);
      return agent === undefined || (mustOffer && !agent.offers(capability));
    }) ?? true
  );
}
