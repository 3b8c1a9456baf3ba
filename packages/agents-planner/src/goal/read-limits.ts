import type { GoalLimits } from "./goal.ts";

/** Limits found in a text, the text without them, and what was seen but not understood. */
export interface LimitReading {
  readonly rest: string;
  readonly limits: GoalLimits;
  readonly notes: readonly string[];
}

const bound =
  "(?:and |but )?(?:for (?:less than|under|at most|no more than)|with (?:a|an) (?:maximum )?budget of|on a budget of|budget:?|in under|in less than|under|below|less than|at most|no more than|up to|within|in|max(?:imum)?(?: of)?)";
const moneyPattern = new RegExp(
  `[,;]?\\s*\\b${bound}\\s+(?:a budget of )?(?:([$€£¥])\\s?(\\d[\\d,]*(?:\\.\\d+)?)|(\\d[\\d,]*(?:\\.\\d+)?)\\s?(usd|us dollars?|dollars?|bucks|eur|euros?|gbp|pounds?|chf|[$€£¥]))(?![\\w])`,
  "i",
);
// "loads in under 2 seconds" says how the thing shall be, not how long the work may take
const durationPattern = new RegExp(
  `(?<!\\b(?:load|run|respond|start|answer|open|render|boot|finish|expire|return|happen)(?:s|ed|ing)?\\s*(?:in\\s*)?)[,;]?\\s*\\b${bound}\\s+(\\d+(?:\\.\\d+)?|an?|one|two|three|four|five|six)\\s+(seconds?|secs?|minutes?|mins?|hours?|days?|weeks?|months?)\\b(?!\\s+(?:old|long|of))`,
  "i",
);
const moment =
  "(?:the )?(?:end of (?:the |this |next )?(?:day|week|month|quarter|year|summer|winter)|summer|winter|autumn|christmas|easter|new year|(?:next |this )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|week|month|quarter)|today|tonight|tomorrow|noon|q[1-4]|\\d{4}-\\d{2}-\\d{2}|(?:\\d{1,2}(?:st|nd|rd|th)? (?:of )?)?(?:january|february|march|april|may|june|july|august|september|october|november|december)(?: \\d{1,2}(?:st|nd|rd|th)?)?(?:,? \\d{4})?)";
const deadlinePattern = new RegExp(
  `[,;]?\\s*\\b(?:by|before|until|(?:not?|and no) later than|due(?: by| on)?)\\s+(${moment})\\b`,
  "i",
);

const numberWords: ReadonlyMap<string, number> = new Map(
  Object.entries({ a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6 }),
);
const secondsPerUnit: ReadonlyMap<string, number> = new Map(
  Object.entries({ sec: 1, min: 60, hou: 3600, day: 86_400, wee: 604_800, mon: 2_592_000 }),
);

/** Takes "under 5 USD", "within 3 days" and "by Friday" out of a text. */
export function readLimits(text: string): LimitReading {
  const notes: string[] = [];
  let rest = text;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    const match = pattern.exec(rest);
    if (match !== null)
      rest = `${rest.slice(0, match.index)} ${rest.slice(match.index + match[0].length)}`.trim();
    return match;
  };

  const money = take(moneyPattern);
  const amount = Number((money?.[2] ?? money?.[3] ?? "").replaceAll(",", ""));
  const currency = (money?.[1] ?? money?.[4] ?? "").toLowerCase();
  const isUsd = money !== null && /^(?:\$|us|dollar|buck)/.test(currency);
  if (money !== null && !isUsd) {
    notes.push(`The budget “${money[0].trim()}” is not in USD and was not converted: it is not checked.`);
  }
  const duration = take(durationPattern);
  const deadline = take(deadlinePattern);
  if (deadline !== null) {
    notes.push(`Deadline: ${deadline[1]}; it is not checked against a calendar.`);
  }
  return {
    rest: rest.replace(/\s+([.,;!?])/g, "$1").replace(/\s+/g, " "),
    limits: {
      ...(isUsd && Number.isFinite(amount) ? { maxCostUsd: amount } : {}),
      ...(duration === null ? {} : { maxDurationMs: readDuration(duration) }),
      ...(deadline === null ? {} : { deadline: deadline[1] ?? "" }),
    },
    notes,
  };
}

function readDuration(match: RegExpExecArray): number {
  const count = (match[1] ?? "").toLowerCase();
  const unit = (match[2] ?? "").toLowerCase().slice(0, 3);
  return Math.round((numberWords.get(count) ?? Number(count)) * (secondsPerUnit.get(unit) ?? 1) * 1000);
}
