import type { ObservedElement } from "../../observe/observation.ts";
import type { ThingPhrase } from "../goal-reading.ts";
import type { Candidate } from "../ranking/candidate.ts";
import { isSameLine, middleOf } from "../ranking/geometry.ts";
import { goodOnes, rankCandidates } from "../ranking/rank-candidates.ts";
import { likeness } from "../ranking/likeness.ts";
import { numberIn } from "../ranking/such.ts";
import type { Scene } from "../scene/scene.ts";
import { clickElement } from "./click-element.ts";
import { findAgain } from "./find-again.ts";
import { mayBeTurnedOver } from "./harmless.ts";
import type { GoalWorld } from "./world.ts";

/** What is turned over one by one at most. */
const mostLooks = 12;

/**
 * "the cheapest flight", "the card with the greatest number": the candidate whose amount is the highest or the lowest. What
 * shows its amount only once it is chosen is chosen one after the other. Refuses where amounts are missing or equal.
 */
export async function pickSuperlative(world: GoalWorld, phrase: ThingPhrase): Promise<ObservedElement> {
  const { superlative } = phrase;
  const plain: ThingPhrase = { ...phrase, superlative: undefined };
  const found = goodOnes(rankCandidates(world.scene, plain, "choose")).slice(0, 50);
  const amounts = amountsOf(world.scene, found, superlative?.by);
  if (amounts.some((amount) => amount === undefined)) {
    if (found.length === 0 || found.length > mostLooks)
      world.refuse(`nothing tells which is "${phrase.text.slice(0, 80)}"`, found);
    const isQuestion = world.clause.intent === "read" || world.clause.intent === "count";
    // All of them or none: half a comparison is no reason to click.
    if (
      found.some(
        ({ element }, index) =>
          amounts[index] === undefined && !mayBeTurnedOver(world.scene, element, isQuestion),
      )
    )
      world.refuse(`the page does not show which is "${phrase.text.slice(0, 80)}"`, found);
    for (const [index, { element }] of found.entries()) {
      if (amounts[index] !== undefined) continue;
      const now = findAgain(world.scene, element);
      if (now === undefined) continue;
      await clickElement(world, now);
      amounts[index] = readAmount(textWithin(world.scene, element.box));
    }
  }
  return best(world, found, amounts, superlative?.pick === "lowest" ? -1 : 1);
}

/** What each candidate says itself; where that is nothing, what stands between it and the one before. */
function amountsOf(
  scene: Scene,
  found: readonly Candidate[],
  by: string | undefined,
): (number | undefined)[] {
  const order = new Map(scene.elements.map(({ ref }, index) => [ref, index]));
  const sorted = found.map(({ element }) => order.get(element.ref)!).toSorted((one, other) => one - other);
  const own = found.map(({ element }) => amountOf(scene, element, by));
  const around = found.map(({ element }) => {
    const end = order.get(element.ref)!;
    const start = sorted[sorted.indexOf(end) - 1] ?? -1;
    const text = scene.elements
      .slice(start + 1, end + 1)
      .map((part) => part.text)
      .join(" ");
    return amountIn(text, by);
  });
  const isTold = (amounts: readonly (number | undefined)[]): boolean =>
    amounts.every((amount) => amount !== undefined);
  return (by === "length" || by === "duration" || !isTold(own)) && isTold(around) ? around : own;
}

/** What is said now where an element was. */
function textWithin({ elements }: Scene, { x, y, width, height }: ObservedElement["box"]): string {
  return elements
    .filter(({ box }) => {
      const middle = middleOf(box);
      return middle.x >= x && middle.x <= x + width && middle.y >= y && middle.y <= y + height;
    })
    .map(({ text }) => text)
    .join(" ");
}

function best(
  world: GoalWorld,
  found: readonly Candidate[],
  amounts: readonly (number | undefined)[],
  sign: number,
): ObservedElement {
  if (found.length === 0 || amounts.some((amount) => amount === undefined))
    world.refuse("the amounts to compare are not shown", found);
  const signed = amounts.map((amount) => sign * amount!);
  const top = Math.max(...signed);
  if (signed.filter((amount) => amount === top).length > 1)
    world.refuse("several are equal in what is compared", found);
  const winner = found[signed.indexOf(top)]!.element;
  return (
    findAgain(world.scene, winner) ??
    findInside(world.scene, winner) ??
    world.refuse("what was compared is gone", found)
  );
}

const findInside = ({ elements }: Scene, { box }: ObservedElement): ObservedElement | undefined =>
  elements.find((element) => {
    const { x, y } = middleOf(element.box);
    return x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
  });

/** A duration such as "2h 5m" in minutes, else the number: labelled as the goal says, or with a sign of money, or the first. */
function amountOf(scene: Scene, element: ObservedElement, by: string | undefined): number | undefined {
  const inside = [element, ...scene.descendantsOf(element)].filter(({ text, name }) => (text || name) !== "");
  if (by !== undefined) {
    for (const part of inside) {
      if (part.text.length > 40 || !(likeness(by, part.text) >= 0.7 || part.words.includes(by))) continue;
      const own = readAmount(part.text);
      if (own !== undefined) return own;
      const beside = inside.find(
        (other) =>
          other !== part &&
          isSameLine(part.box, other.box) &&
          other.box.x >= part.box.x &&
          readAmount(other.text) !== undefined,
      );
      if (beside !== undefined) return readAmount(beside.text);
    }
  }
  return amountIn(scene.textOf(element), by);
}

function amountIn(text: string, by: string | undefined): number | undefined {
  if (by === "price") {
    const money = /[$€£]\s*([\d,]+(?:\.\d+)?)/u.exec(text);
    if (money !== null) return Number(money[1]!.replaceAll(",", ""));
  }
  if (by === "date") {
    const day = /\b(\d{4})-(\d\d)-(\d\d)\b/u.exec(text);
    return day === null ? undefined : Number(day.slice(1).join(""));
  }
  if (by === "length" || by === "duration" || by === "time") {
    const duration = /\b\d{1,3}\s?h(?:ours?)?(?:\s?\d{1,2}\s?m)?/iu.exec(text);
    return duration === null ? undefined : readAmount(duration[0]);
  }
  // Of several numbers none is surely the one that is compared.
  return (text.match(/\d[\d,.]*/gu)?.length ?? 0) > 1 && !/\d\s?h/iu.test(text)
    ? undefined
    : readAmount(text);
}

function readAmount(text: string): number | undefined {
  const duration = /(\d{1,3})\s?h(?:ours?|rs?)?\b(?:\s?(\d{1,2})\s?m)?/iu.exec(text);
  if (duration !== null) return Number(duration[1]) * 60 + Number(duration[2] ?? 0);
  return numberIn(text);
}
