import { fieldFor, fillField } from "./enter.ts";
import { readValue } from "./read-value.ts";
import type { GoalWorld } from "./world.ts";

/** Remembers the text of a thing, and enters it where the goal says at once. */
export async function copyText(world: GoalWorld): Promise<void> {
  const { things, destination, value } = world.clause;
  const [source] = things;
  world.memory.text = source === undefined ? value : await readValue(world, source);
  if (destination !== undefined) await paste(world, [destination]);
}

/** Enters the remembered text. */
export async function pasteText(world: GoalWorld): Promise<void> {
  const { things, destination } = world.clause;
  const places =
    destination === undefined ? things.filter(({ refersBack }) => refersBack !== true) : [destination];
  await paste(world, places.length === 0 ? [undefined] : places);
}

async function paste(
  world: GoalWorld,
  places: readonly (GoalWorld["clause"]["destination"] | undefined)[],
): Promise<void> {
  const { text } = world.memory;
  if (text === undefined) world.refuse("there is nothing to paste");
  for (const place of places) await fillField(world, await fieldFor(world, place), text);
}
