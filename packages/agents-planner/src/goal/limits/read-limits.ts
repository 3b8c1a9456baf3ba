import type { DateReader } from "./dates.ts";
import type { GoalLimits } from "../goal.ts";
import { findImpossible } from "./find-impossible.ts";
import { currencyWords, limitOpening, toMilliseconds } from "./limit-words.ts";
import { inquiry, readDeadlines } from "./read-deadline.ts";

/** Limits found in a text, the text without them, and what was seen but not understood. */
export interface LimitReading {
  readonly rest: string;
  readonly limits: GoalLimits;
  readonly notes: readonly string[];
  /** Limits that no plan can keep, as sentences; left out when there are none. */
  readonly impossible?: readonly string[];
}

const moneyPattern = new RegExp(
  `[,;]?\\s*\\b${limitOpening}\\s+(?:a budget of )?(?:([$€£¥])\\s?(\\d[\\d,]*(?:\\.\\d+)?(?:e\\d{1,3})?)|(\\d[\\d,]*(?:\\.\\d+)?(?:e\\d{1,3})?)\\s?(${currencyWords}))(?![\\w])(?!\\s*(?:/|(?:per|an?|each|every) (?:night|day|week|month|year|person|head|hour|user|seat|piece|item)))`,
  "i",
);
// "loads in under 2 seconds" says how the thing shall be, not how long the work may take
const durationPattern = new RegExp(
  `(?<!\\b(?:load|run|respond|start|answer|open|render|boot|finish|expire|return|happen|reply|arrive)(?:s|ed|ing)?\\s*(?:in\\s*)?)[,;]?\\s*\\b${limitOpening}\\s+(\\d+(?:\\.\\d+)?|an?|one|two|three|four|five|six)\\s+(seconds?|secs?|minutes?|mins?|hours?|days?|weeks?|months?)\\b(?!\\s+(?:old|long|of))`,
  "i",
);

// of years other bounds say how old or how far away a thing is
const yearsPattern =
  /[,;]?\s*\b(?:and |but )?within\s+(\d+(?:\.\d+)?(?:e\d{1,3})?|an?|one|two|three|four|five|six)\s+(years?)\b(?!\s+(?:old|long|of))/i;

/** "Run a marathon in under 4 hours": the time is what is to be reached. */
const isRace = /^(?:run|swim|cycle|row|climb|solve|finish) (?:an?|the) (?:\w+ )?in under\b/i;

const numberWords: ReadonlyMap<string, number> = new Map(
  Object.entries({ a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6 }),
);
/** Limits of one kind that are read; a text full of them is no goal. */
const mostOfOneKind = 5;

/** Takes "under 5 USD", "within 3 days" and "by Friday" out of a text; of two limits of one kind the tighter holds. */
export function readLimits(text: string, dates: DateReader): LimitReading {
  const money = takeAll(text, moneyPattern);
  const [foreign, usd] = [money.found.filter((match) => !isUsd(match)), money.found.filter(isUsd)];
  const amounts = usd.map(readAmount);
  const durations = isRace.test(text)
    ? { rest: money.rest, found: [] }
    : takeAll(money.rest, durationPattern);
  const years = inquiry.test(text)
    ? { rest: durations.rest, found: [] }
    : takeAll(durations.rest, yearsPattern);
  const allTimes = [...durations.found, ...years.found];
  const times = allTimes.map(readDuration);
  const { rest, limits, notes } = readDeadlines(years.rest, dates);
  const impossible = [
    ...findImpossible(text),
    ...findEndless(usd, amounts, Number.MAX_VALUE),
    ...findEndless(allTimes, times, longestTime),
  ];
  return {
    rest: rest
      // ".env" and ".NET" keep their space
      .replace(/\s+([.,;!?])(?=\s|$)/g, "$1")
      .replace(/\s+/g, " ")
      .trim(),
    limits: {
      ...(amounts.length === 0 ? {} : { maxCostUsd: Math.min(...amounts) }),
      ...(times.length === 0 ? {} : { maxDurationMs: Math.min(...times) }),
      ...limits,
    },
    notes: [
      ...foreign.map(
        (match) =>
          `The budget “${match[0].replace(/^[\s,;]+/, "")}” is not in USD and was not converted: it is not checked.`,
      ),
      ...noteTighter("budgets", usd, new Set(amounts).size, `${Math.min(...amounts)} USD`),
      ...noteTighter("times", allTimes, new Set(times).size, "the shorter one"),
      ...notes,
    ],
    ...(impossible.length === 0 ? {} : { impossible: [...new Set(impossible)] }),
  };
}

/** Milliseconds: further than this no date lies in the future. */
const longestTime = 8_640_000_000_000_000;

function findEndless(found: readonly RegExpExecArray[], values: readonly number[], most: number): string[] {
  return found
    .filter((_match, index) => (values[index] ?? 0) > most)
    .map(
      (match) =>
        `“${match[0].replace(/^[\s,;]+/, "")}” is more than can be counted: give a limit that could be reached, or none.`,
    );
}

function takeAll(text: string, pattern: RegExp): { rest: string; found: RegExpExecArray[] } {
  let rest = text;
  const found: RegExpExecArray[] = [];
  for (let match = pattern.exec(rest); match !== null; match = pattern.exec(rest)) {
    found.push(match);
    rest = `${rest.slice(0, match.index)} ${rest.slice(match.index + match[0].length)}`.trim();
    if (found.length === mostOfOneKind) break;
  }
  return { rest, found };
}

function noteTighter(
  kind: string,
  found: readonly RegExpExecArray[],
  different: number,
  holds: string,
): string[] {
  const words = found.map((match) => `“${match[0].replace(/^[\s,;]+/, "")}”`).join(" and ");
  return different < 2 ? [] : [`The goal names different ${kind} (${words}): ${holds} holds.`];
}

function isUsd(match: RegExpExecArray): boolean {
  return /^(?:\$|us|dollar|buck)/i.test(match[1] ?? match[4] ?? "");
}

function readAmount(match: RegExpExecArray): number {
  return Number((match[2] ?? match[3] ?? "").replaceAll(",", ""));
}

function readDuration(match: RegExpExecArray): number {
  const count = (match[1] ?? "").toLowerCase();
  const unit = match[2] ?? "";
  return toMilliseconds(numberWords.get(count) ?? Number(count), unit);
}
