import { collectCorrections } from "../estimates/corrections.ts";
import { estimatePlan } from "../plan/estimate-plan.ts";
import type { Plan, PlanStep } from "../plan/plan.ts";
import type { ReplanTools } from "./replan-tools.ts";
import { type ReplanDecision, replanStrategies } from "./replanning.ts";
import { rewriteInput, type RewrittenInput, type Rewriting } from "./rewrite-input.ts";

/** What is left of a plan, while it is decided step by step. */
export interface Remainder {
  /** Names of everything that exists: given, or produced by finished steps. */
  listExisting(): ReadonlySet<string>;
  /** The step as it can run in what is left. */
  resolve(step: PlanStep): { readonly step: PlanStep; readonly missing: RewrittenInput["missing"] };
  /** Other steps take a step's place; the one that is named produces what it would have. */
  replace(id: string, steps: readonly PlanStep[], productId: string): void;
  drop(step: PlanStep): void;
  /** The step has a result after all. */
  settle(id: string, result: unknown): void;
  /** The step does not run, and nothing that needs it. */
  block(id: string, options?: { readonly isUndecided: boolean }): void;
  /** Carries what was decided to the steps that depend on it; answers with the decisions that follow from that. */
  follow(order: readonly PlanStep[]): readonly ReplanDecision[];
  listDropped(): readonly string[];
  /** The steps that are still to run, in the plan's order; `undefined` when there are none. */
  toPlan(): Plan | undefined;
}

const keep: Rewriting = { kind: "keep" };
const drop: Rewriting = { kind: "drop" };

/** Begins with everything that has not finished. */
export function createRemainder(
  plan: Plan,
  finished: ReadonlyMap<string, unknown>,
  { agents, estimator, strategies = replanStrategies }: ReplanTools,
): Remainder {
  /** What becomes of references to a step; `keep` for those that are missing here. */
  const fates = new Map<string, Rewriting>(
    [...finished].map(([id, result]) => [id, { kind: "value", result }]),
  );
  const replacements = new Map<string, readonly PlanStep[]>();
  const blocked = new Map<string, { readonly isUndecided: boolean }>();
  /** Dropped steps, with what they had to wait for: those who waited for them still do. */
  const dropped = new Map<string, readonly string[]>();
  const mayDrop = strategies.includes("drop-optional");

  const fateOf = (id: string): Rewriting => fates.get(id) ?? keep;

  function rewriteDependencies(ids: readonly string[]): string[] {
    const rewritten = ids.flatMap((id): readonly string[] => {
      const fate = fateOf(id);
      if (fate.kind === "keep") return [id];
      if (fate.kind === "point") return [fate.id];
      return fate.kind === "drop" ? (dropped.get(id) ?? []) : [];
    });
    return [...new Set(rewritten)];
  }

  function resolve(step: PlanStep): { step: PlanStep; missing: RewrittenInput["missing"] } {
    const { input, missing } = rewriteInput(step.input, fateOf);
    const { input: _, ...others } = step;
    return {
      step: {
        ...others,
        ...(input !== undefined && { input }),
        dependsOn: rewriteDependencies(step.dependsOn),
      },
      missing,
    };
  }

  function dropStep(step: PlanStep): void {
    fates.set(step.id, drop);
    dropped.set(
      step.id,
      rewriteDependencies(step.dependsOn).filter((id) => !blocked.has(id)),
    );
  }

  function carry(step: PlanStep): ReplanDecision | undefined {
    const source = step.dependsOn.find((id) => blocked.has(id));
    const { missing } = source === undefined ? resolve(step) : { missing: [] };
    if (source === undefined && missing.length === 0) return undefined;
    const { isUndecided } = blocked.get(source ?? "") ?? { isUndecided: false };
    const [part] = missing;
    const why =
      part === undefined
        ? `Step “${step.id}” cannot run without “${source}”`
        : `Step “${step.id}” needs “${part.path}” of the result of “${part.id}”, which has no such part`;
    if (step.optional === true && mayDrop && !isUndecided) {
      dropStep(step);
      const explanation = `${why}; the plan reaches its goal without it.`;
      return { stepId: step.id, strategy: "drop-optional", explanation, replacedBy: [] };
    }
    blocked.set(step.id, { isUndecided });
    if (part === undefined) return undefined;
    return { stepId: step.id, strategy: "give-up", explanation: `${why}.`, replacedBy: [] };
  }

  return {
    resolve,
    listExisting: () =>
      new Set([
        ...plan.given,
        ...plan.steps.flatMap(({ id, produces }) => (finished.has(id) ? produces : [])),
      ]),
    replace(id, steps, productId) {
      replacements.set(id, steps);
      if (productId !== id) fates.set(id, { kind: "point", id: productId });
    },
    drop: dropStep,
    settle: (id, result) => void fates.set(id, { kind: "value", result }),
    block: (id, options = { isUndecided: false }) => void blocked.set(id, options),
    follow: (order) =>
      order.flatMap((step) => {
        const isDecided =
          blocked.has(step.id) || replacements.has(step.id) || fateOf(step.id).kind !== "keep";
        return isDecided ? [] : (carry(step) ?? []);
      }),
    listDropped: () => [...dropped.keys()],
    toPlan() {
      const steps = plan.steps.flatMap((step): readonly PlanStep[] => {
        if (blocked.has(step.id)) return [];
        const replaced = replacements.get(step.id);
        if (replaced !== undefined) return replaced;
        return fateOf(step.id).kind === "keep" ? [resolve(step).step] : [];
      });
      return steps.length === 0 ? undefined : completePlan(steps, [...replacements.values()].flat());
    },
  };

  /** What the steps consume is made among them, exists, or was lost with a dropped step. */
  function completePlan(steps: readonly PlanStep[], replaced: readonly PlanStep[]): Plan {
    const made = new Set(steps.flatMap(({ produces }) => produces));
    const settled = plan.steps.filter(({ id }) => fateOf(id).kind === "value");
    const existing = new Set(settled.flatMap(({ produces }) => produces));
    const original = new Set(plan.given);
    const needed = new Set(steps.flatMap(({ consumes }) => consumes));
    const isThere = (name: string): boolean => made.has(name) || existing.has(name) || original.has(name);
    const corrections = collectCorrections(replaced, estimator);
    const isNew = new Set(corrections.map(keyOfCorrection));
    const known = (plan.estimate.corrections ?? []).filter((one) => !isNew.has(keyOfCorrection(one)));
    const all = [...corrections, ...known];
    const rest = steps.map((step) =>
      step.consumes.every(isThere) ? step : { ...step, consumes: step.consumes.filter(isThere) },
    );
    return {
      ...plan,
      given: [...plan.given, ...[...existing].filter((name) => needed.has(name) && !original.has(name))],
      steps: rest,
      estimate: { ...estimatePlan(rest, { agents }), ...(all.length > 0 && { corrections: all }) },
    };
  }
}

function keyOfCorrection({
  agentType,
  capability,
}: {
  readonly agentType?: string | undefined;
  readonly capability?: string | undefined;
}): string {
  return JSON.stringify([agentType ?? null, capability ?? null]);
}
