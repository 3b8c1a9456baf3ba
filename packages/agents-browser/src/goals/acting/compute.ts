import { solveEquation } from "../controls/solve-equation.ts";
import { evaluateArithmetic } from "./arithmetic.ts";
import type { GoalWorld } from "./world.ts";

/** Solves the arithmetic that the page shows, and remembers the result for the clause that enters it. */
export async function compute(world: GoalWorld): Promise<void> {
  const said = world.clause.value ?? world.clause.things[0]?.name ?? "";
  const own = evaluateArithmetic(said);
  const shown = world.scene.elements
    .map(({ text }) => evaluateArithmetic(text) ?? solveEquation(text))
    .filter((value): value is number => value !== undefined);
  const [value] = own === undefined ? shown : [own];
  if (value === undefined || (own === undefined && new Set(shown).size > 1))
    world.refuse(value === undefined ? "there is nothing to compute" : "there are several things to compute");
  world.memory.text = String(Math.round(value * 1e9) / 1e9);
  world.memory.answer = world.memory.text;
}
