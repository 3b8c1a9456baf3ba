import type { ObservedElement } from "../../observe/observation.ts";
import type { ThingPhrase } from "../goal-reading.ts";
import { isTextField, kindFit } from "../ranking/kinds.ts";
import { rankCandidates } from "../ranking/rank-candidates.ts";
import { numberIn } from "../ranking/such.ts";
import { locate } from "./locate.ts";
import { cellOf, isColumn, valueOf } from "./value-of.ts";
import type { GoalWorld } from "./world.ts";

/**
 * The text on the page that a phrase means: the nth word of a text, the value beside a label or in the row of a table, what
 * a field holds, or the text of the element itself.
 */
export async function readValue(world: GoalWorld, phrase: ThingPhrase): Promise<string> {
  if (phrase.kind === "word" || /^words?$/u.test(phrase.name ?? "")) return readWord(world, phrase);
  if (phrase.kind === "text" && phrase.name === undefined && phrase.within !== undefined)
    return contentOf(world, await locate(world, phrase.within, "text"));
  const label = valuePhrase(phrase);
  const { scene } = world;
  if (label !== undefined && phrase.name !== undefined && label !== phrase.name && !vague.test(phrase.name)) {
    const cell = cellOf(scene, label, phrase.name);
    if (cell !== undefined) return cell;
    // A table that has such a column gives its cells, and nothing beside them.
    const beside = isColumn(scene, phrase.name) ? undefined : valueOf(scene, label);
    if (beside !== undefined && (!numeric.test(phrase.name) || numberIn(beside) !== undefined)) return beside;
  } else {
    const beside = label === undefined ? undefined : valueOf(scene, label);
    if (beside !== undefined) return beside;
  }
  const element = await locate(world, phrase, "text");
  return contentOf(world, element);
}

/** Names that say only that something stands there. */
const vague = /^(?:value|text|content|contents|entry|data)$/iu;
const numeric = /^(?:price|cost|amount|age|total|number|quantity|length|size|weight)$/iu;

/** What an element says: the value of a field, else all its text. */
function contentOf({ scene }: GoalWorld, element: ObservedElement): string {
  return element.value ?? (element.text === "" ? scene.textOf(element) : element.text);
}

/** "the value of Color", "the price of the laptop", "Color": what stands beside the label. */
function valuePhrase({ of, name, within }: ThingPhrase): string | undefined {
  return within?.name ?? of ?? name;
}

async function readWord(world: GoalWorld, phrase: ThingPhrase): Promise<string> {
  const place =
    phrase.within ??
    (phrase.of === undefined ? undefined : { text: phrase.of, name: phrase.of, isQuoted: false });
  const holder = place === undefined ? longestText(world) : await holderOf(world, place);
  if (holder === undefined) return world.refuse("there is no text to take a word from");
  const words = contentOf(world, holder)
    .split(/\s+/u)
    .filter((word) => word !== "");
  const ordinal = phrase.ordinal ?? 1;
  const word = words.at(ordinal > 0 ? ordinal - 1 : ordinal);
  if (word === undefined) return world.refuse(`the text has no word ${ordinal}`);
  return word.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "") || word;
}

async function holderOf(world: GoalWorld, place: ThingPhrase): Promise<ObservedElement> {
  const fitting = rankCandidates(world.scene, place, "text");
  const byKind = world.scene.elements.filter((element) => kindFit(place.kind, element) === 1);
  if (fitting.length === 0 && byKind.length === 0) {
    const longest = longestText(world);
    if (longest !== undefined) return longest;
  }
  return byKind.length === 1 ? byKind[0]! : locate(world, place, "text");
}

function longestText({ scene }: GoalWorld): ObservedElement | undefined {
  return scene.elements
    .filter((element) => !element.isInteractive || isTextField(element))
    .toSorted((one, other) => (other.value ?? other.text).length - (one.value ?? one.text).length)[0];
}
