import type { ThingPhrase } from "../goal-reading.ts";
import { actOnClause } from "./act-on-clause.ts";
import { judgeCondition } from "./judge-condition.ts";
import { settle } from "./settle.ts";
import type { GoalWorld } from "./world.ts";

const pauseMs = 20;
const longestMs = 60_000;

/** How often something is done until, or while, a condition holds. */
const mostRounds = 100;

/**
 * Acts on the world's clause as its condition says: "if" and "unless" decide whether, "when" waits for it, "until" and
 * "while" repeat. Refuses what the page does not tell.
 */
export async function actOnCondition(world: GoalWorld): Promise<void> {
  const { condition, intent } = world.clause;
  if (condition === undefined) return actOnClause(world);
  const holds = (): boolean | undefined => judgeCondition(world.scene, condition);
  const told = (): boolean =>
    holds() ?? world.refuse(`the page does not tell whether "${condition.text.slice(0, 80)}"`);
  if (condition.kind === "if" || condition.kind === "unless") {
    await settle(world);
    if (told() === (condition.kind === "if")) await actOnClause(world);
    return;
  }
  if (condition.kind === "when" || intent === "wait") {
    if (condition.such === undefined && holds() === undefined) told();
    const started = world.context.run.runtime.now();
    while (holds() !== true) {
      if (world.context.run.runtime.now() - started > longestMs)
        world.refuse(`"${condition.text.slice(0, 80)}" did not come true`);
      await world.pause(pauseMs);
    }
    if (intent !== "wait") await actOnClause(world);
    return;
  }
  const goesOn = condition.kind === "while";
  for (let round = 0; told() === goesOn; round++) {
    if (round === mostRounds) world.refuse(`"${condition.text.slice(0, 80)}" did not change`);
    await actOnClause(world);
    await settle(world);
  }
}

/** "in the second section": what a clause says about where to look, put into each of its things. */
export function withScope(thing: ThingPhrase, scope: ThingPhrase | undefined): ThingPhrase {
  return scope === undefined || thing.within !== undefined ? thing : { ...thing, within: scope };
}
