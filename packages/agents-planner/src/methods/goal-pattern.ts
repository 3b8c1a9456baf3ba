import type { Goal } from "../goal/goal.ts";
import { classifyThing, type ThingKind } from "../goal/things.ts";
import type { Intent } from "../goal/verbs.ts";

/** Which goals a method is for; every part that is given must match, and a list matches by any of its members. */
export interface GoalPattern {
  /** Kinds of work, as the goal's verb asks for them. */
  readonly intents?: readonly Intent[];
  /** Verbs in lower case, e.g. `"scale"`. */
  readonly verbs?: readonly string[];
  /** What the head noun of the goal's object names. */
  readonly things?: readonly ThingKind[];
  /** Words or phrases of the goal's text: whole words, in any case. */
  readonly mentions?: readonly string[];
  /** Anything else. */
  readonly where?: (goal: Goal) => boolean;
}

/** The names that a pattern may carry. */
export const patternParts = ["intents", "verbs", "things", "mentions", "where"] as const;

/**
 * How well a pattern fits a goal: 0 when a given part does not match, else (1 + given parts) / 6.
 *
 * The empty pattern fits any goal with 1/6, one with all five parts with 1: the most specific pattern that matches wins.
 */
export function measureFit(pattern: GoalPattern, goal: Goal): number {
  const given = patternParts.filter((part) => pattern[part] !== undefined);
  return given.every((part) => matchers[part](pattern, goal))
    ? (1 + given.length) / (1 + patternParts.length)
    : 0;
}

const matchers: Readonly<
  Record<(typeof patternParts)[number], (pattern: GoalPattern, goal: Goal) => boolean>
> = {
  intents: ({ intents = [] }, goal) => intents.includes(goal.intent),
  verbs: ({ verbs = [] }, goal) => verbs.includes(goal.verb),
  things: ({ things = [] }, goal) => {
    const kind = classifyThing(goal.object);
    return kind !== undefined && things.includes(kind);
  },
  mentions: ({ mentions = [] }, goal) => mentionsAny(goal, mentions),
  where: ({ where }, goal) => where?.(goal) === true,
};

/** True when a goal's text holds one of these words or phrases: whole words, in any case. */
function mentionsAny({ text }: Pick<Goal, "text">, phrases: readonly string[]): boolean {
  const words = toWords(text);
  return phrases.some((phrase) => words.includes(toWords(phrase)));
}

/** `" node js 20 "`: words in lower case with a space on either side, so that only whole ones are found. */
function toWords(text: string): string {
  return ` ${text
    .toLowerCase()
    .split(/[^\p{L}\p{N}+#]+/u)
    .filter(Boolean)
    .join(" ")} `;
}
