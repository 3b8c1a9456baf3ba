import type { ActionContext } from "../actions/action-context.ts";
import { BrowserError } from "../errors/browser-error.ts";
import { actOnCondition, withScope } from "./acting/conditions.ts";
import { createWorld } from "./acting/create-world.ts";
import { resolveIt } from "./acting/resolve-it.ts";
import type { GoalClause, ThingPhrase } from "./goal-reading.ts";
import type { GoalOutcome, GoalRequest } from "./goal-request.ts";
import { readGoal } from "./language/read-goal.ts";

export type { GoalOutcome, GoalRequest } from "./goal-request.ts";

/** Reaches a goal in plain words, without a language model. Rejects with `needs_model` rather than guess. */
export type PursueGoal = (request: GoalRequest, context: ActionContext) => Promise<GoalOutcome>;

/**
 * Reaches a goal in plain words on the page that is open, without a language model: clause by clause, looking at the page
 * before and after each step.
 *
 * Rejects with `needs_model`, and `details.seen`, when the page does not tell for sure what is meant; with `no_progress`
 * after `maxSteps`; and with what an action fails with.
 *
 * @example
 * await pursueGoal({ goal: 'Enter "Ada" into the name field and press Save' }, context);
 */
export const pursueGoal: PursueGoal = async (request, context) => {
  if (
    request.maxSteps !== undefined &&
    (!Number.isInteger(request.maxSteps) || request.maxSteps < 1 || request.maxSteps > 1000)
  )
    throw new BrowserError("invalid_program", "maxSteps must be a whole number from 1 to 1,000");
  const reading = readGoal(request.goal);
  const world = await createWorld(request, reading, {
    ...context,
    goal: request.goal,
    source: "goal",
    beganAt: context.beganAt ?? context.run.runtime.now(),
  });
  let meant: ThingPhrase | undefined;
  for (const [index, clause] of reading.clauses.entries()) {
    if (clause.isNegated === true) continue;
    const placed = withScopes(resolveIt(clause, meant));
    meant = placed.things.find(({ refersBack }) => refersBack !== true) ?? meant;
    world.begin(placed, reading.clauses.slice(index));
    await actOnCondition(world);
  }
  const { answer } = world.memory;
  if (answer === undefined) return { reading, steps: world.steps };
  const isAnswerShown = world.scene.observation.elements.some(({ name, text, value, options = [] }) =>
    [name, text, value ?? "", ...options.map((option) => option.text)].some((shown) =>
      shown.includes(answer),
    ),
  );
  return { reading, steps: world.steps, answer, isAnswerShown };
};

const withScopes = (clause: GoalClause): GoalClause => ({
  ...clause,
  things: clause.things.map((thing) => withScope(thing, clause.scope)),
});
