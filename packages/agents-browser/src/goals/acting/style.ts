import { likeness } from "../ranking/likeness.ts";
import { locate } from "./locate.ts";
import { fieldFor } from "./enter.ts";
import { clickElement } from "./click-element.ts";
import { highlightElement } from "./highlight.ts";
import { settle } from "./settle.ts";
import type { GoalWorld } from "./world.ts";

/** Selects the text that the goal names, all of it when it says so, and chooses the style for it. */
export async function applyStyle(world: GoalWorld): Promise<void> {
  const { things, value } = world.clause;
  if (value === undefined) world.refuse("the goal does not say which style");
  const [thing] = things;
  const editor = await fieldFor(world, { text: "text editor", kind: "textarea", isQuoted: false });
  const isAll =
    thing?.name === undefined ||
    /^(?:everything|all|all text|text|whole text|entire text)$/iu.test(thing.name) ||
    likeness(thing.name, editor.value ?? "") >= 0.94;
  if (isAll) {
    await clickElement(world, editor);
    await world.act({ action: "press", key: "ControlOrMeta+A" });
  } else await highlightElement(world, await locate(world, thing, "text"));
  await clickElement(world, await locate(world, { text: value, name: value, isQuoted: false }, "click"));
  await settle(world);
}
