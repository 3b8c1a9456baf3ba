import { currencyWords, limitOpening, timeUnits, toMilliseconds } from "./limit-words.ts";

const minus = "[-−–]\\s?";
const negative = new RegExp(
  `\\b${limitOpening}\\s+(?:a budget of )?(?:${minus}[$€£¥]\\s?\\d[\\d,.]*|[$€£¥]\\s?${minus}\\d[\\d,.]*|${minus}\\d[\\d,.]*\\s?(?:${currencyWords}|${timeUnits}))(?!\\w)`,
  "gi",
);

const amount = `(?:[$€£¥]\\s?\\d[\\d,]*(?:\\.\\d+)?|\\d[\\d,]*(?:\\.\\d+)?\\s?(?:${currencyWords}|${timeUnits}))(?!\\w)`;
const floor = `at least (?<floor>${amount})`;
const cap = `(?:at most|less than|under|below|no more than|up to|max(?:imum)?) (?<cap>${amount})`;
const joint = ",?(?: and| but)? (?:for |within )?";
const ranges = [new RegExp(`\\b${floor}${joint}${cap}`, "i"), new RegExp(`\\b${cap}${joint}${floor}`, "i")];

const months = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec".split("|");
const month = `(?<month>${months.join("|")})[a-z]*\\.?`;
const year = "(?:,? (?<year>\\d{4}))";
const ordinal = "(?<day>\\d{1,2})(?:st|nd|rd|th)";
const opening =
  "\\b(?:by|before|until|till|no later than|due(?: by| on)?|deadline(?: is|:)?)\\s+(?:on )?(?:the )?";
/** A number alone ("by April 50 users shall …") is a day only at an end or before a year. */
const dates = [
  "(?<year>\\d{4})-(?<month>\\d{1,2})-(?<day>\\d{1,2})(?!\\d)",
  `${month} ${ordinal}(?!\\w)${year}?`,
  `${month} (?<day>\\d{1,2})(?:${year}(?!\\d)|(?=\\s*(?:[,;.!?]|$)))`,
  `${ordinal}(?: of)? ${month}(?!\\w)${year}?`,
  `(?<day>\\d{1,2}) ${month}(?:${year}(?!\\d)|(?=\\s*(?:[,;.!?]|$)))`,
  "year (?<year>\\d{5,})(?!\\d)",
].map((date) => new RegExp(`${opening}(?<date>${date})`, "gi"));

/** "when the balance is below -5 USD": what a thing is about, no limit of the work. */
const aboutAmounts =
  /\b(?:when|whenever|if|where|that|which|whose|who|is|are|was|were|gets?|falls?|drops?|goes|sinks?|bugs?|errors?|filter\w*|alert\w*|find|list|show|transactions?|balances?|temperatures?|orders?|invoices?|\w{3,}ed)\b[^.;!?]*$/i;
/** "fix the bug where invoices due by 2026-02-30 crash" */
const aboutDates =
  /\b(?:when|whenever|if|where|why|how|bugs?|errors?|fails?|crash\w*|pars(?:e|er|es|ing)|validat\w*|reject\w*|accept\w*|handl\w*|tests?|cases?|dates?|invoices?|orders?|birthdays?)\b[^.;!?]*$/i;

/**
 * Limits that no plan can keep, as sentences: less than nothing, a day that no calendar has, at least more than at most.
 *
 * What the goal says of its subject is no limit.
 */
export function findImpossible(text: string): string[] {
  return [...findNegative(text), ...findRanges(text), ...findDates(text)];
}

function findNegative(text: string): string[] {
  return findLimits(text, negative, aboutAmounts).map(
    (match) =>
      `“${match[0]}” is less than nothing: give a limit that is not negative, such as “under 5 USD” or “within 3 days”.`,
  );
}

function findRanges(text: string): string[] {
  return ranges.flatMap((range) => {
    const match = range.exec(text);
    const { floor: least = "", cap: most = "" } = match?.groups ?? {};
    const [low, high] = [measure(least), measure(most)];
    return low === undefined || low.kind !== high?.kind || low.value <= high.value
      ? []
      : [
          `“at least ${least}” and “${match?.[0].includes("at most") === true ? "at most " : "less than "}${most}” exclude each other: drop one of the two.`,
        ];
  });
}

function measure(words: string): { kind: string; value: number } | undefined {
  const value = Number((/\d[\d,]*(?:\.\d+)?/.exec(words)?.[0] ?? "").replaceAll(",", ""));
  const unit = words.replace(/[\d,.\s]/g, "").toLowerCase();
  if (unit === "") return undefined;
  if (/^(?:\$|us|dollar|buck)/.test(unit)) return { kind: "USD", value };
  return new RegExp(`^(?:${timeUnits})$`).test(unit)
    ? { kind: "time", value: toMilliseconds(value, unit) }
    : { kind: unit.replace(/s$/, ""), value };
}

function findDates(text: string): string[] {
  return dates
    .flatMap((pattern) => findLimits(text, pattern, aboutDates))
    .filter(({ groups = {} }) => !isDay(groups))
    .map(
      ({ groups = {} }) =>
        `“${groups["date"]}” is no day of any calendar: write the deadline as 2026-12-24, or in words such as “March 3rd”.`,
    );
}

function isDay({ year: written, month: named = "", day = "" }: Readonly<Record<string, string>>): boolean {
  if (day === "") return false;
  const at = /^\d/.test(named) ? Number(named) - 1 : months.indexOf(named.toLowerCase().slice(0, 3));
  // without a year it may be a leap one
  const date = new Date(Date.UTC(written === undefined ? 2024 : Number(written), at, Number(day)));
  return at >= 0 && at < 12 && date.getUTCMonth() === at && Number(day) > 0;
}

const mostFound = 5;

function findLimits(text: string, pattern: RegExp, subjectMatter: RegExp): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  for (const match of text.matchAll(pattern)) {
    if (found.length === mostFound) break;
    if (!subjectMatter.test(text.slice(Math.max(0, match.index - 200), match.index))) found.push(match);
  }
  return found;
}
