import type { GoalClause } from "../../goal-reading.ts";
import { isAt, matchWords } from "../match-words.ts";
import { readThings } from "../read-list.ts";
import { dropNoise, readThing } from "../read-thing.ts";
import { type Token, textOf, trimMarks } from "../tokenize.ts";
import { readNumber, readOrdinal } from "../words/numbers.ts";
import type { ClauseReader } from "./clause-input.ts";

const directions: Readonly<Record<string, string>> = {
  left: "left",
  right: "right",
  up: "up",
  down: "down",
  upwards: "up",
  downwards: "down",
  upward: "up",
  downward: "down",
};
const relations: Readonly<Record<string, NonNullable<GoalClause["relation"]>>> = {
  to: "on",
  onto: "on",
  into: "on",
  in: "on",
  inside: "on",
  on: "on",
  "on top of": "above",
  over: "on",
  "next to": "on",
  "in front of": "above",
  above: "above",
  before: "above",
  below: "below",
  under: "below",
  beneath: "below",
  underneath: "below",
  after: "below",
  behind: "below",
  "to the left of": "left",
  "to the right of": "right",
  "left of": "left",
  "right of": "right",
  between: "on",
};
const leads = new Set(Object.keys(relations));

/** "drag X to Y", "move X above Y", "drag X down by one position", "move the slider to 7". */
export const readDrag: ClauseReader = ({ goal, source, tokens: all }) => {
  const tokens = dropNoise(trimMarks(all));
  const directed = readDirected(goal, source, tokens);
  if (directed !== undefined) return [directed];
  for (let index = 1; index < tokens.length - 1; index += 1) {
    const length = matchWords(tokens, index, leads, 4);
    if (length === 0 || tokens[index]!.kind !== "word") continue;
    const lead = tokens
      .slice(index, index + length)
      .map(({ lower }) => lower)
      .join(" ");
    // "the file in the Downloads folder to the Archive": a later "to" is the destination.
    if (
      (lead === "in" || lead === "on") &&
      tokens.slice(index + length).some(({ lower }) => lower === "to" || lower === "into" || lower === "onto")
    )
      continue;
    const target = tokens.slice(index + length);
    const things = readThings(goal, tokens.slice(0, index));
    const number = target.length === 1 ? readNumber(target[0]!.lower) : undefined;
    if (
      number !== undefined &&
      things.length === 1 &&
      (things[0]!.kind === "slider" || things[0]!.kind === undefined)
    ) {
      return [{ intent: "set_value", source, things, value: textOf(goal, target) }];
    }
    const position = readPlace(target);
    if (position !== undefined) return [{ intent: "drag", source, things, ...position }];
    return [
      { intent: "drag", source, things, destination: readThing(goal, target), relation: relations[lead]! },
    ];
  }
  return [{ intent: "drag", source, things: readThings(goal, tokens) }];
};

/** "to the 3rd position", "to the top". */
function readPlace(tokens: readonly Token[]): Partial<GoalClause> | undefined {
  const words = tokens.filter(({ lower }) => lower !== "the" && lower !== "of" && lower !== "list");
  const [first, second] = words;
  if (first === undefined) return undefined;
  if (words.length === 1 && /^(?:top|bottom|left|right|front|start|beginning|end|back)$/.test(first.lower)) {
    const toFirst = first.lower === "front" || first.lower === "start" || first.lower === "beginning";
    return {
      direction: toFirst ? "top" : first.lower === "end" || first.lower === "back" ? "bottom" : first.lower,
    };
  }
  const ordinal = readOrdinal(first.lower);
  if (ordinal !== undefined && words.length === 2 && /^(?:position|place|spot|slot)$/.test(second!.lower)) {
    return {
      destination: { text: textOfWords(words), isQuoted: false, kind: "position", ordinal },
      relation: "on",
    };
  }
  const number = second === undefined ? undefined : readNumber(second.lower);
  if (number !== undefined && words.length === 2 && /^(?:position|place|spot|slot)$/.test(first.lower)) {
    return {
      destination: { text: textOfWords(words), isQuoted: false, kind: "position", ordinal: number },
      relation: "on",
    };
  }
  return undefined;
}

const textOfWords = (tokens: readonly Token[]) => tokens.map(({ text }) => text).join(" ");

/** "X left", "X to the right", "X down by one position", "X up two places". */
function readDirected(goal: string, source: string, tokens: readonly Token[]): GoalClause | undefined {
  for (let index = 1; index < tokens.length; index += 1) {
    const token = tokens[index]!;
    if (token.kind !== "word" || !Object.hasOwn(directions, token.lower)) continue;
    const rest = tokens.slice(index + 1).filter(({ lower }) => lower !== "by");
    const amount = rest[0] === undefined ? undefined : readNumber(rest[0].lower);
    if (rest.length > 0 && amount === undefined) continue;
    let end = index;
    if (isAt(tokens, index - 2, "to the") || isAt(tokens, index - 2, "towards the")) end = index - 2;
    if (end < 1) continue;
    return {
      intent: "drag",
      source,
      things: readThings(goal, tokens.slice(0, end)),
      direction: directions[token.lower]!,
      ...(amount !== undefined && { amount }),
    };
  }
  return undefined;
}
