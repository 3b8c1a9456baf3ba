import type { ObservedElement } from "../../observe/observation.ts";
import type { ThingPhrase } from "../goal-reading.ts";
import { normalizeText } from "../ranking/likeness.ts";
import { goodOnes, rankCandidates } from "../ranking/rank-candidates.ts";
import type { Purpose } from "../ranking/candidate.ts";
import type { Scene } from "../scene/scene.ts";
import { clickElement } from "./click-element.ts";
import { settle } from "./settle.ts";
import type { GoalWorld } from "./world.ts";

const next = /^(?:next|next page|>|>>|›|»|older|more results)$/u;
const mostPages = 20;

/** The way to the next page of a list, `undefined` on the last. */
export const nextPage = ({ elements }: Scene): ObservedElement | undefined =>
  elements.findLast(
    ({ isInteractive, isDisabled, name, text }) =>
      isInteractive && isDisabled !== true && (next.test(normalizeText(name)) || next.test(text.trim())),
  );

/** "the 7th result" of a list that is shown in pages: counted on from page to page. `undefined` when there are no more. */
export async function locateOverPages(
  world: GoalWorld,
  phrase: ThingPhrase,
  purpose: Purpose,
): Promise<ObservedElement | undefined> {
  let left = phrase.ordinal ?? 1;
  const plain: ThingPhrase = { ...phrase, ordinal: undefined };
  for (let page = 0; page < mostPages; page++) {
    const here = goodOnes(rankCandidates(world.scene, plain, purpose));
    if (here.length === 0) return undefined;
    if (left <= here.length) return here[left - 1]!.element;
    left -= here.length;
    const control = nextPage(world.scene);
    if (control === undefined) return undefined;
    await clickElement(world, control);
    await settle(world);
  }
  return undefined;
}
