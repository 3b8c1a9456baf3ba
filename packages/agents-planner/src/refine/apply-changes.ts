import type { PlanTools } from "../compose/compose-plan.ts";
import { listOverruns, sayLimits } from "../compose/limits.ts";
import type { Goal } from "../goal/goal.ts";
import { estimatePlan } from "../plan/estimate-plan.ts";
import type { Plan } from "../plan/plan.ts";
import { addFeature } from "./add-feature.ts";
import { addWork } from "./add-work.ts";
import type { Change } from "./change.ts";
import { keepLimits, warnOfDeadline } from "./keep-limits.ts";
import { leaveOut } from "./leave-out.ts";
import type { Refinement } from "./refinement.ts";
import { replaceTechnology, useTechnology } from "./use-technology.ts";

/** Sentences of a plan about its limits and estimates: they are said anew for what it has become. */
const limitSentence = /^Limit: /;
const overrunSentence = /^The estimate of .* exceeds the limit of |^The plan ends .* after the deadline/;

/**
 * The plan with the changes made, omissions first, the others one after another; what they do not touch stays as it is.
 *
 * Throws `invalid_input` for a change that does not fit the plan.
 */
export function applyChanges(plan: Plan, read: Goal, changes: readonly Change[], tools: PlanTools): Plan {
  const start: Refinement = {
    goal: plan.goal,
    read,
    given: plan.given,
    steps: plan.steps,
    notes: [],
    assumptions: plan.assumptions.filter((text) => !limitSentence.test(text)),
    risks: plan.risks.filter((text) => !overrunSentence.test(text)),
    limits: plan.limits ?? {},
  };
  const omissions = changes.filter((change) => change.kind === "leave-out");
  const without = omissions.length === 0 ? start : leaveOut(start, omissions);
  const changed = changes.reduce((refinement, change) => applyChange(refinement, change, tools), without);
  const isLimited = changes.some(({ kind }) => kind === "limit");
  const { goal, given, steps, notes, assumptions, risks, limits } = isLimited
    ? keepLimits(changed, tools)
    : changed;
  const estimate = estimatePlan(steps, { agents: tools.agents });
  const { corrections } = plan.estimate;
  return {
    ...plan,
    goal,
    given: [...given],
    steps: [...steps],
    assumptions: [...new Set([...notes, ...sayLimits(limits, estimate), ...assumptions])],
    risks: [
      ...new Set([
        ...listOverruns(limits, estimate),
        ...(isLimited ? warnOfDeadline(estimate, limits, tools.now) : []),
        ...risks,
      ]),
    ],
    estimate: { ...estimate, ...(corrections === undefined ? {} : { corrections }) },
    ...(Object.keys(limits).length > 0 && { limits }),
  };
}

function applyChange(refinement: Refinement, change: Change, tools: PlanTools): Refinement {
  switch (change.kind) {
    case "add-feature":
      return noteInGoal(addFeature(refinement, change, tools), refinement, change);
    case "add-work":
      return noteInGoal(addWork(refinement, change.work, tools), refinement, change);
    case "use":
      return useTechnology(refinement, change.name);
    case "replace":
      return replaceTechnology(refinement, change.from, change.to);
    case "leave-out":
      // done already, all at once: what two of them leave nothing for goes too
      return refinement;
    case "limit":
      return {
        ...refinement,
        limits: { ...refinement.limits, ...change.limits },
        notes: [...refinement.notes, ...change.notes],
      };
    default:
      return { ...refinement, notes: [...refinement.notes, change.note] };
  }
}

/** What was added belongs to the goal from now on: whoever reads the goal alone should know of it. */
function noteInGoal(after: Refinement, before: Refinement, { said }: Change): Refinement {
  const isAdded = after.steps.length > before.steps.length;
  const sentence = said.charAt(0).toUpperCase() + said.slice(1);
  if (!isAdded || after.goal.includes(sentence)) return after;
  return { ...after, goal: `${after.goal.replace(/[.\s]+$/, "")}. ${sentence}.` };
}
