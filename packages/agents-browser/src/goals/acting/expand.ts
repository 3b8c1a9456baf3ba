import type { ObservedElement } from "../../observe/observation.ts";
import type { ThingPhrase } from "../goal-reading.ts";
import { normalizeText } from "../ranking/likeness.ts";
import type { Scene } from "../scene/scene.ts";
import { saysEffect } from "./harmless.ts";
import { settle } from "./settle.ts";
import type { GoalWorld } from "./world.ts";

/** Something that may show more of the page, and how often it may be done. */
interface Expansion {
  readonly key: string;
  readonly element: ObservedElement | undefined;
  readonly by: "click" | "hover" | "scroll";
  readonly most: number;
}

const more = /^(?:next|next page|more|show more|load more|see more|view more|show all|view all|>|>>|›|»)$/u;
const collapsedWords = ["accordion", "collapsible", "collapsed", "expander", "toggle", "disclosure"];
const menuWords = ["menu", "dropdown", "submenu"];

/** Does the first of what may show more and was not tried yet; `false` when nothing is left. */
export async function expandOnce(world: GoalWorld, phrase: ThingPhrase): Promise<boolean> {
  for (const expansion of expansionsOf(world.scene, phrase)) {
    const tries = world.memory.tried.get(expansion.key) ?? 0;
    if (tries >= expansion.most) continue;
    world.memory.tried.set(expansion.key, tries + 1);
    await perform(world, expansion);
    return true;
  }
  return false;
}

async function perform(world: GoalWorld, { element, by }: Expansion): Promise<void> {
  const { height } = element?.box ?? world.scene.observation.viewport;
  const target = element === undefined ? undefined : world.targetOf(element);
  if (by === "scroll") {
    await world.act({
      action: "scroll",
      ...(target && { target }),
      by: { y: Math.max(20, Math.round(height * 0.8)) },
    });
    return;
  }
  await world.act({ action: by, target: target! });
  await settle(world);
}

/** In the order in which they are tried: what says that it is closed, tabs, menus, boxes that scroll, further pages. */
function expansionsOf(scene: Scene, { kind }: ThingPhrase): readonly Expansion[] {
  const controls = scene.elements.filter(
    ({ isInteractive, isDisabled }) => isInteractive && isDisabled !== true,
  );
  const named = (element: ObservedElement): string =>
    `${element.role} ${element.name.slice(0, 80)} ${element.tag}`;
  const clicks = (elements: readonly ObservedElement[], most = 1): Expansion[] =>
    elements.map((element) => ({ key: `click ${named(element)}`, element, by: "click", most }));
  const isField = ({ role, tag }: ObservedElement): boolean =>
    tag === "select" || tag === "input" || role === "textbox";
  const closed = controls.filter((element) => element.isExpanded === false && !isField(element));
  const tabs = controls.filter((element) => element.role === "tab" && element.isSelected !== true);
  const collapsed = controls.filter(
    (element) =>
      element.isExpanded === undefined &&
      (element.tag === "summary" || !saysEffect(element)) &&
      (element.tag === "summary" || collapsedWords.some((word) => element.words.includes(word))),
  );
  const menus = controls.filter(
    (element) =>
      element.isExpanded === undefined &&
      !isField(element) &&
      (element.role === "menuitem" ||
        menuWords.some((word) => element.words.includes(word) || normalizeText(element.name) === word)),
  );
  const boxes = scene.elements
    .filter(({ isScrollable, tag }) => isScrollable === true && tag !== "textarea")
    .map((element): Expansion => ({ key: `scroll ${named(element)}`, element, by: "scroll", most: 8 }));
  const { viewport } = scene.observation;
  const page: Expansion[] =
    viewport.scrollY + viewport.height < viewport.scrollHeight - 4
      ? [{ key: "scroll page", element: undefined, by: "scroll", most: 10 }]
      : [];
  const further = controls.filter(
    ({ name, text }) => more.test(normalizeText(name)) || more.test(text.trim()),
  );
  const pages = controls.filter(
    ({ name, role }) => /^\d{1,2}$/u.test(name.trim()) && (role === "link" || role === "button"),
  );
  return [
    ...clicks(closed),
    ...(kind === "result" ? [] : clicks(tabs)),
    ...clicks(collapsed),
    ...menus.map((element): Expansion => ({ key: `hover ${named(element)}`, element, by: "hover", most: 1 })),
    ...clicks(menus.filter((element) => !saysEffect(element))),
    ...boxes,
    ...page,
    ...clicks(further, 12),
    ...(further.length > 0 ? [] : clicks(pages.length > 1 ? pages : [])),
  ];
}
