import type { GoalConstraint } from "../goal-reading.ts";
import type { Token } from "./tokenize.ts";
import { readNumber } from "./words/numbers.ts";

type NumberKey = "lessThan" | "atMost" | "greaterThan" | "atLeast";
type TextKey = "startsWith" | "endsWith" | "contains";

const comparisons: Readonly<Record<string, NumberKey>> = {
  "less than": "lessThan",
  "smaller than": "lessThan",
  "lower than": "lessThan",
  "fewer than": "lessThan",
  "cheaper than": "lessThan",
  below: "lessThan",
  under: "lessThan",
  "shorter than": "lessThan",
  "at most": "atMost",
  "no more than": "atMost",
  "up to": "atMost",
  "not more than": "atMost",
  "less than or equal to": "atMost",
  "greater than": "greaterThan",
  "more than": "greaterThan",
  "larger than": "greaterThan",
  "higher than": "greaterThan",
  "bigger than": "greaterThan",
  above: "greaterThan",
  over: "greaterThan",
  exceeding: "greaterThan",
  exceeds: "greaterThan",
  "longer than": "greaterThan",
  "at least": "atLeast",
  "no less than": "atLeast",
  "not less than": "atLeast",
  "greater than or equal to": "atLeast",
  "more than or equal to": "atLeast",
};
const texts: Readonly<Record<string, TextKey>> = {
  "starts with": "startsWith",
  "start with": "startsWith",
  "starting with": "startsWith",
  "begins with": "startsWith",
  "begin with": "startsWith",
  "beginning with": "startsWith",
  "ends with": "endsWith",
  "end with": "endsWith",
  "ending with": "endsWith",
  "ending in": "endsWith",
  "ends in": "endsWith",
  contains: "contains",
  containing: "contains",
  contain: "contains",
  "that mentions": "contains",
  mentioning: "contains",
  includes: "contains",
  including: "contains",
};
const longest = 5;
const leads = new Set(["that", "which", "is", "are", "and", "costs", "cost", "costing", "priced"]);

/**
 * A condition on a value that begins at a token: "less than 5", 'that starts with "ab" and ends with "c"'. `subject` is
 * the word before the comparison, "price" in "with a price below 40".
 */
export function readConstraint(
  tokens: readonly Token[],
  from: number,
):
  | { readonly such: GoalConstraint; readonly subject?: string | undefined; readonly end: number }
  | undefined {
  let at = from;
  while (at < tokens.length && at - from < 2 && leads.has(tokens[at]!.lower)) at += 1;
  const first = readOne(tokens, at);
  if (first === undefined) return undefined;
  let such = first.such;
  let end = first.end;
  while (tokens[end]?.lower === "and" || tokens[end]?.lower === "but") {
    let next = end + 1;
    while (next < tokens.length && next - end < 4 && leads.has(tokens[next]!.lower)) next += 1;
    const more = readOne(tokens, next);
    if (more === undefined) break;
    such = { ...such, ...more.such };
    end = more.end;
  }
  return { such, end };
}

function readOne(
  tokens: readonly Token[],
  at: number,
): { readonly such: GoalConstraint; readonly end: number } | undefined {
  let words = "";
  let found: { readonly such: GoalConstraint; readonly end: number } | undefined;
  for (let length = 1; length <= longest && at + length <= tokens.length; length += 1) {
    const token = tokens[at + length - 1]!;
    if (token.kind !== "word") break;
    words = length === 1 ? token.lower : `${words} ${token.lower}`;
    // "above € 20": the sign may stand apart.
    const skipped = /^[$€£]$/u.test(tokens[at + length]?.text ?? "") ? 1 : 0;
    const value = tokens[at + length + skipped];
    if (value === undefined || value.kind === "mark") continue;
    if (Object.hasOwn(texts, words)) {
      const skip = value.lower === "the" && tokens[at + length + 2] !== undefined ? 2 : 0;
      const shown = tokens[at + length + skip] ?? value;
      found = { such: { [texts[words]!]: shown.text }, end: at + length + skip + 1 };
    } else if (Object.hasOwn(comparisons, words)) {
      const number = readNumber(value.text);
      if (number !== undefined)
        found = { such: { [comparisons[words]!]: number }, end: at + length + skipped + 1 };
    } else if (words === "between") {
      const low = readNumber(value.text);
      const high = tokens[at + 2]?.lower === "and" ? readNumber(tokens[at + 3]?.text ?? "") : undefined;
      if (low !== undefined && high !== undefined)
        found = { such: { atLeast: low, atMost: high }, end: at + 4 };
    }
  }
  return found;
}
