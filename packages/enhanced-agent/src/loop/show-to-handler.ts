import type { Action } from "../action/action-definition.ts";
import type { Evidence } from "../evidence/evidence.ts";
import type { RunPlan } from "../machine/machine.ts";
import type { Delegation } from "./delegation.ts";

/** An action that its handler can read and not change. */
export function showAction({ fields, written, ...rest }: Action): Action {
  return Object.freeze({
    ...rest,
    fields: Object.freeze({ ...fields }),
    written: Object.freeze({ ...written }),
  });
}

/** Evidence that a handler can read; what it does to the list, or to an entry, is not done to the run's. */
export function showEvidence(evidence: readonly Evidence[]): readonly Evidence[] {
  return Object.freeze(
    evidence.map(({ sources, ...rest }) =>
      Object.freeze({
        ...rest,
        sources: Object.freeze(sources.map((source) => Object.freeze({ ...source }))),
      }),
    ),
  );
}

/** Likewise delegations. */
export function showDelegations(delegations: readonly Delegation[]): readonly Delegation[] {
  return Object.freeze(delegations.map((each) => Object.freeze({ ...each })));
}

/** Likewise the plan. */
export function showPlan(plan: RunPlan | undefined): RunPlan | undefined {
  if (plan === undefined) return undefined;
  const steps = Object.freeze(plan.steps.map((step) => Object.freeze({ ...step })));
  return Object.freeze({ steps, criteria: Object.freeze([...plan.criteria]) });
}
