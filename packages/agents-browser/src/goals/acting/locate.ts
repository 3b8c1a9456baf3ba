import type { ObservedElement } from "../../observe/observation.ts";
import type { ThingPhrase } from "../goal-reading.ts";
import type { Candidate, Purpose } from "../ranking/candidate.ts";
import { decide } from "../ranking/decide.ts";
import { rankCandidates } from "../ranking/rank-candidates.ts";
import { anchorsOf, belongingTo } from "../ranking/scope.ts";
import type { Scene } from "../scene/scene.ts";
import { expandOnce } from "./expand.ts";
import { locateOverPages, nextPage } from "./pages.ts";
import { pickSuperlative } from "./superlative.ts";
import type { GoalWorld } from "./world.ts";

/** How often a page that shows nothing fitting is looked at again before anything is expanded. */
const looks = 3;
const lookMs = 120;

/**
 * The element that a phrase means, looked for behind tabs, menus, sections and scroll bars when it is not seen. Refuses
 * when several fit equally, or nothing does.
 */
export async function locate(
  world: GoalWorld,
  phrase: ThingPhrase,
  purpose: Purpose,
): Promise<ObservedElement> {
  if (phrase.superlative !== undefined) return pickSuperlative(world, phrase);
  if (saysNothing(phrase)) world.refuse(`nothing tells what "${phrase.text.slice(0, 80)}" is`);
  let last: readonly Candidate[] = [];
  for (let expansions = 0; expansions < 40; expansions++) {
    for (let look = 0; look < (expansions === 0 ? looks : 2); look++) {
      if (look > 0) await world.pause(lookMs);
      const candidates = preferred(world, rankCandidates(world.scene, phrase, purpose));
      last = candidates;
      const decision = decide(candidates);
      if (decision.kind === "certain") {
        const { element } = decision.candidate;
        if (element.isDisabled !== true || purpose === "text") return element;
        if (look > 0 || expansions > 0)
          world.refuse(`"${element.name.slice(0, 80)}" is disabled`, candidates);
        continue;
      }
      if (decision.kind === "ambiguous" && isAnyMeant(world, phrase))
        return firstOf(world, decision.candidates);
      if (decision.kind === "ambiguous" && (look > 0 || expansions > 0))
        world.refuse(
          `${decision.candidates.length} elements fit "${phrase.text.slice(0, 80)}" equally`,
          decision.candidates,
        );
    }
    if (phrase.ordinal !== undefined && phrase.ordinal > 1 && nextPage(world.scene) !== undefined) {
      const counted = await locateOverPages(world, phrase, purpose);
      if (counted !== undefined) return counted;
    }
    if (!(await expandOnce(world, phrase))) break;
  }
  return world.refuse(
    `nothing on the page is surely "${(phrase.text || phrase.kind || "").slice(0, 80)}"`,
    last,
  );
}

/** "it" and "them", when nothing was spoken of before. */
const saysNothing = ({
  refersBack,
  name,
  kind,
  ordinal,
  position,
  color,
  size,
  within,
}: ThingPhrase): boolean =>
  refersBack === true &&
  [name, kind, ordinal, position, color, size, within].every((detail) => detail === undefined);

/**
 * "click on a small circle": the article says that any of them will do, so taking the first is no guess. What a verb does to
 * a thing ("delete an email") is never done to just any.
 */
function isAnyMeant({ clause }: GoalWorld, { text, within, of }: ThingPhrase): boolean {
  if (clause.intent === "act" || within !== undefined || of !== undefined) return false;
  const said = clause.source.toLowerCase();
  return ["a", "an", "any"].some((article) => ` ${said} `.includes(` ${article} ${text.toLowerCase()}`));
}

function firstOf({ scene }: GoalWorld, candidates: readonly Candidate[]): ObservedElement {
  const order = new Map(scene.elements.map((element, index) => [element.ref, index]));
  return candidates.toSorted((one, other) => order.get(one.element.ref)! - order.get(other.element.ref)!)[0]!
    .element;
}

/** What the page tells for sure at once, `undefined` else; never expands, never refuses. */
export function seeAtOnce(
  world: GoalWorld,
  phrase: ThingPhrase,
  purpose: Purpose,
): ObservedElement | undefined {
  const decision = decide(preferred(world, rankCandidates(world.scene, phrase, purpose)));
  return decision.kind === "certain" ? decision.candidate.element : undefined;
}

/** Among equals: those in an open dialog, then those that belong to what the goal is looking at. */
function preferred(world: GoalWorld, candidates: readonly Candidate[]): readonly Candidate[] {
  const { scene, memory } = world;
  if (decide(candidates).kind !== "ambiguous") return candidates;
  const inDialog = candidates.filter(({ element }) => isInDialog(scene, element));
  if (inDialog.length > 0 && decide(inDialog).kind === "certain") return inDialog;
  if (memory.place !== undefined) {
    for (const anchor of anchorsOf(scene, { text: memory.place, name: memory.place, isQuoted: false })) {
      const near = belongingTo(scene, anchor, candidates);
      if (decide(near).kind === "certain") return near;
    }
  }
  const best = candidates[0]!.score;
  const equal = candidates.filter(({ score }) => best - score < 0.05);
  const interactive = equal.filter(({ element }) => element.isInteractive);
  return interactive.length > 0 && interactive.length < equal.length ? interactive : candidates;
}

const isInDialog = (scene: Scene, element: ObservedElement): boolean =>
  scene.ancestorsOf(element).some(({ role }) => role === "dialog" || role === "alertdialog");
