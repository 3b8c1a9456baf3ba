import { AgentType } from "@convoke/core";
import type { PlanStep } from "../plan/plan.ts";
import { listMakers } from "./refinement.ts";
import { addReference, dropReferences } from "./step-inputs.ts";

/** Steps without some of them. */
export interface DroppedSteps {
  readonly steps: readonly PlanStep[];
  /** Steps that went because everything that they look at is gone. */
  readonly goneToo: readonly PlanStep[];
  /** Steps that had used what is gone, as they are now. */
  readonly loosened: readonly PlanStep[];
}

/** These only look at what others made: without it they have nothing to do. */
const lookers: ReadonlySet<string | undefined> = new Set([AgentType.TEST, AgentType.REVIEW, AgentType.DEBUG]);

/**
 * Takes steps out of a plan so that the rest can run: who waited for them waits for what they waited for, and who used
 * what they made uses what they used.
 */
export function dropSteps(steps: readonly PlanStep[], ids: ReadonlySet<string>): DroppedSteps {
  const dropped = findAllDropped(steps, ids);
  const byId = new Map(steps.map((step) => [step.id, step]));
  const makers = listMakers(steps);
  const kept = steps.filter(({ id }) => !dropped.has(id));
  const stillMade = new Set(kept.flatMap(({ produces }) => produces));
  const isGone = (name: string): boolean => {
    const maker = makers.get(name);
    return maker !== undefined && dropped.has(maker) && !stillMade.has(name);
  };
  const loosened: PlanStep[] = [];
  const rest = kept.map((step) => {
    const lost = step.consumes.filter(isGone);
    const waits = step.dependsOn.some((id) => dropped.has(id));
    if (lost.length === 0 && !waits) return step;
    const own = new Set(step.consumes);
    const inherited = lookers.has(step.agentType)
      ? []
      : inherit(lost, byId, makers, isGone).filter((name) => !own.has(name));
    let input = dropReferences(step.input, dropped);
    for (const name of inherited) {
      const maker = makers.get(name);
      if (maker !== undefined) input = addReference(input, name, maker);
    }
    const changed: PlanStep = {
      ...step,
      ...(step.input === undefined ? {} : { input }),
      consumes: [...step.consumes.filter((name) => !isGone(name)), ...inherited],
      dependsOn: listWaits(step.dependsOn, dropped, byId).filter((id) => id !== step.id),
    };
    loosened.push(changed);
    return changed;
  });
  return { steps: rest, goneToo: steps.filter(({ id }) => dropped.has(id) && !ids.has(id)), loosened };
}

function findAllDropped(steps: readonly PlanStep[], ids: ReadonlySet<string>): Set<string> {
  const dropped = new Set(ids);
  const makers = listMakers(steps);
  for (let grew = true; grew;) {
    grew = false;
    for (const { id, agentType, consumes } of steps) {
      if (dropped.has(id) || !lookers.has(agentType)) continue;
      const sources = consumes.map((name) => makers.get(name)).filter((maker) => maker !== undefined);
      if (sources.length === 0 || !sources.every((maker) => dropped.has(maker))) continue;
      dropped.add(id);
      grew = true;
    }
  }
  return dropped;
}

/** What the makers of lost names had used themselves, through all that are gone. */
function inherit(
  lost: readonly string[],
  byId: ReadonlyMap<string, PlanStep>,
  makers: ReadonlyMap<string, string>,
  isGone: (name: string) => boolean,
): string[] {
  const found = new Set<string>();
  const seen = new Set(lost);
  const open = [...lost];
  for (let name = open.shift(); name !== undefined; name = open.shift()) {
    for (const used of byId.get(makers.get(name) ?? "")?.consumes ?? []) {
      if (seen.has(used)) continue;
      seen.add(used);
      if (isGone(used)) open.push(used);
      else found.add(used);
    }
  }
  return [...found];
}

/** What there is to wait for when some of it is gone. */
function listWaits(
  dependsOn: readonly string[],
  dropped: ReadonlySet<string>,
  byId: ReadonlyMap<string, PlanStep>,
): string[] {
  const waits = new Set<string>();
  const seen = new Set<string>();
  const open = [...dependsOn];
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    if (seen.has(id)) continue;
    seen.add(id);
    if (dropped.has(id)) open.push(...(byId.get(id)?.dependsOn ?? []));
    else waits.add(id);
  }
  return [...waits];
}
