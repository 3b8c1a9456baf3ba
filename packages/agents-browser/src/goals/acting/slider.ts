import type { ObservedElement } from "../../observe/observation.ts";
import { middleOf } from "../ranking/geometry.ts";
import type { Scene } from "../scene/scene.ts";
import type { GoalWorld } from "./world.ts";

/** Single steps by key at most, once the handle is near. */
const mostSteps = 30;

/** Whether it is a slider, or the handle of one. */
export const isSlider = ({ role, inputType, words, isInteractive, isDisabled }: ObservedElement): boolean =>
  isDisabled !== true &&
  isInteractive &&
  (role === "slider" || inputType === "range" || (words.includes("slider") && words.includes("handle")));

/**
 * Sets a slider: to both ends by key, to learn what it says there; then to the place between them, and step by step to the
 * value. Works for native ones and for those that are only a handle with a number beside it.
 */
export async function setSlider(world: GoalWorld, slider: ObservedElement, wanted: number): Promise<void> {
  if (slider.inputType === "range") {
    await world.act({ action: "fill", target: world.targetOf(slider), value: String(wanted) });
    return;
  }
  const index = world.scene.elements.filter(isSlider).findIndex(({ ref }) => ref === slider.ref);
  const handle = (): ObservedElement =>
    world.scene.elements.filter(isSlider)[index] ?? world.refuse("the slider is gone");
  const press = async (key: string): Promise<void> => {
    await world.act({ action: "press", target: world.targetOf(handle()), key });
  };
  await press("Home");
  const [lowScene, low] = [world.scene, handle()];
  await press("End");
  const [highScene, high] = [world.scene, handle()];
  const read = readerOf(lowScene, highScene, index);
  const [least, most] = [read(lowScene), read(highScene)];
  if (least === undefined || most === undefined || least === most)
    world.refuse("nothing tells what the slider is set to");
  if (wanted < Math.min(least, most) || wanted > Math.max(least, most))
    world.refuse(`the slider goes from ${least} to ${most}`);
  const share = (wanted - most) / (least - most);
  const by = {
    x: (middleOf(low.box).x - middleOf(high.box).x) * share,
    y: (middleOf(low.box).y - middleOf(high.box).y) * share,
  };
  if (Math.hypot(by.x, by.y) > 2)
    await world.act({ action: "drag", target: world.targetOf(handle()), to: { by } });
  for (let step = 0; step < mostSteps; step++) {
    const now = read(world.scene);
    if (now === undefined || now === wanted) break;
    await press(now < wanted === most > least ? "ArrowRight" : "ArrowLeft");
    if (read(world.scene) === now) break;
  }
  if (read(world.scene) !== wanted) world.refuse(`the slider cannot be set to ${wanted}`);
}

/** Reads the slider's own value, else the number on the page that differs between its ends. */
function readerOf(low: Scene, high: Scene, index: number): (scene: Scene) => number | undefined {
  const own = (scene: Scene): number | undefined => toNumber(scene.elements.filter(isSlider)[index]?.value);
  if (own(low) !== undefined && own(low) !== own(high)) return own;
  const texts = (scene: Scene): readonly ObservedElement[] =>
    scene.elements.filter(
      ({ isInteractive, tag, text }) => !isInteractive && toNumber(text) !== undefined && tag !== "label",
    );
  const [lowTexts, highTexts] = [texts(low), texts(high)];
  const place = lowTexts.findIndex(
    ({ text }, position) => highTexts[position] !== undefined && highTexts[position].text !== text,
  );
  return (scene) => toNumber(texts(scene)[place]?.text);
}

function toNumber(text: string | undefined): number | undefined {
  const plain = text?.trim().replace(/[%€$£]$/u, "") ?? "";
  return /^-?\d+(?:\.\d+)?$/u.test(plain) ? Number(plain) : undefined;
}
