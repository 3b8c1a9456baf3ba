import { isTextField } from "../ranking/kinds.ts";
import { seeAtOnce } from "./locate.ts";
import { fieldFor, fillField } from "./enter.ts";
import { fillForm } from "./fill-form.ts";
import { submit, submitControl } from "./submit.ts";
import { clickElement } from "./click-element.ts";
import { settle } from "./settle.ts";
import type { GoalWorld } from "./world.ts";

/** Enters what is searched for into the search field, and starts the search. */
export async function search(world: GoalWorld): Promise<void> {
  const { clause } = world;
  const wanted = clause.value ?? clause.things[0]?.name ?? clause.things[0]?.text;
  if (wanted === undefined) world.refuse("the goal does not say what to search for");
  if (await fillForm(world, wanted)) {
    await submit(world, ["search", "find"]);
    return;
  }
  const phrase = clause.value === undefined ? undefined : clause.things[0];
  const field =
    (phrase === undefined ? undefined : seeAtOnce(world, phrase, "field")) ??
    world.scene.elements.find(
      (element) => isTextField(element) && (element.role === "searchbox" || element.words.includes("search")),
    ) ??
    (await fieldFor(world, undefined));
  await fillField(world, field, wanted);
  const control = submitControl(world, ["search", "go", "find"]);
  if (control === undefined) await world.act({ action: "press", key: "Enter" });
  else await clickElement(world, control);
  await settle(world);
}
