import type { ObservedElement } from "../../observe/observation.ts";
import type { ThingPhrase } from "../goal-reading.ts";
import { hexOf } from "../ranking/colors.ts";
import { isTextField } from "../ranking/kinds.ts";
import { numberIn } from "../ranking/such.ts";
import { chooseThings } from "./choose.ts";
import { fillField } from "./enter.ts";
import { locate, seeAtOnce } from "./locate.ts";
import { isSlider, setSlider } from "./slider.ts";
import type { GoalWorld } from "./world.ts";

/** Sets a slider, a spinner, a colour, or whatever else holds one value. */
export async function setValue(world: GoalWorld): Promise<void> {
  const { value, things } = world.clause;
  if (value === undefined) world.refuse(`"${world.clause.source.slice(0, 80)}" does not say which value`);
  const [thing] = things;
  const color = hexOf(value);
  const number = numberIn(value);
  const kind = thing?.kind ?? "";
  if (color !== undefined && (/colou?r/u.test(kind) || /colou?r/u.test(thing?.text ?? ""))) {
    await setColor(world, color);
    return;
  }
  const sliders = world.scene.elements.filter(isSlider);
  const isFieldMeant = /spinner|field|number/u.test(kind);
  if (number !== undefined && !isFieldMeant && sliders.length > 0) {
    await setSlider(
      world,
      sliders.length === 1 ? sliders[0]! : await sliderFor(world, thing, sliders),
      number,
    );
    return;
  }
  const fields = world.scene.elements.filter(
    (element) => isTextField(element) && (number === undefined || element.role === "spinbutton"),
  );
  const field =
    (thing === undefined ? undefined : seeAtOnce(world, thing, "field")) ??
    (fields.length === 1 ? fields[0] : undefined);
  if (field !== undefined) await fillField(world, field, value);
  else await chooseThings(world, true);
}

async function sliderFor(
  world: GoalWorld,
  thing: ThingPhrase | undefined,
  sliders: readonly ObservedElement[],
): Promise<ObservedElement> {
  const { ordinal } = thing ?? {};
  const picked = ordinal === undefined ? undefined : sliders.at(ordinal > 0 ? ordinal - 1 : ordinal);
  return picked ?? locate(world, thing ?? { text: "slider", kind: "slider", isQuoted: false }, "drag");
}

/** A colour field takes #rrggbb; a text field that holds six digits takes them as they are. */
async function setColor(world: GoalWorld, hex: string): Promise<void> {
  const isColorField = ({ inputType, value, words, tag }: ObservedElement): boolean =>
    tag === "input" &&
    (inputType === "color" ||
      /^#?[\da-f]{6}$/iu.test(value ?? "") ||
      words.some((word) => /colou?r/u.test(word)));
  const fields = world.scene.elements.filter(isColorField);
  if (fields.length !== 1) world.refuse(`${fields.length} fields hold a colour`);
  const [field] = fields;
  const value =
    field!.inputType === "color" || field!.value?.startsWith("#") === true ? hex : hex.slice(1).toUpperCase();
  await world.act({ action: "fill", target: world.targetOf(field!), value });
  if (field!.inputType !== "color") await world.act({ action: "press", key: "Tab" });
}
