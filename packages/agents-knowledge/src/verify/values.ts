import { readLicence } from "./licences.ts";

/** A number, version, date, time of day, range or licence within a statement: what a slot of it holds. */
export interface Value {
  readonly kind: "number" | "date" | "time" | "range" | "licence";
  /** Normalised: without thousands' commas, `v`, or zeros before a month or an hour. */
  readonly content: string;
  /** `$`, `€`, `£`, `%`, `am` or `pm`, else empty: values of different units are not compared. */
  readonly unit: string;
  /** True when a sign such as `>=`, `^`, `~` or `+` makes it a bound. */
  readonly isBound: boolean;
}

/** A value and how many characters it takes. */
export interface ReadValue {
  readonly value: Value;
  readonly length: number;
}

const months = "January|February|March|April|May|June|July|August|September|October|November|December";
const isoDate = /(\d{4})-(\d{2})-(\d{2})(?![\w-])/y;
const dayMonthYear = new RegExp(
  String.raw`(?:(\d{1,2})(?:st|nd|rd|th)?(?: of)? )?(${months})(?: (\d{1,2})(?:st|nd|rd|th)?)?,? (\d{4})(?!\w)`,
  "iy",
);
const range = /(\d+(?:\.\d+)*)\s?(?:-|–|—|to)\s?(\d+(?:\.\d+)*)(?![\w.-]*\d)/y;
const time = /(\d{1,2})(?::(\d{2})(?![\d:])(?:\s?([ap])\.?m\b)?|\s?([ap])\.?m\b)/iy;
const ordinal = /\d+(?:st|nd|rd|th)\b/iy;
const number =
  /(?<bound>(?:[<>]=?|[≥≤^~≈])\s?)?(?<before>[-−])?(?<currency>[$€£])?(?<sign>[-−])?v?(?<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.(?:\d+|x))*(?:-[a-z]+\.\d+)?)(?<percent>\s?%| percent\b)?(?<plus>\+)?/iy;
const numberWords = [
  "zero",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
];
const numberWord = new RegExp(String.raw`(?:${numberWords.join("|")})(?![\w-])`, "iy");

/** Reads the value that begins at an offset of a text, if one does; `licences` says whether names of licences count. */
export function readValue(text: string, at: number, licences: boolean): ReadValue | undefined {
  if (/[\p{L}\p{N}_]/u.test(text[at - 1] ?? "")) return undefined;
  const licence = licences ? readLicence(text, at) : undefined;
  if (licence) return create("licence", licence.id, licence.length);
  const iso = matchAt(isoDate, text, at);
  if (iso) return create("date", [iso[1], iso[2], iso[3]].map(Number).join("-"), iso[0].length);
  const named = matchAt(dayMonthYear, text, at);
  if (named) {
    const month = months.toLowerCase().split("|").indexOf(named[2].toLowerCase()) + 1;
    const day = named[1] ?? named[3];
    return create("date", [named[4], month, ...(day ? [Number(day)] : [])].join("-"), named[0].length);
  }
  const clock = matchAt(time, text, at);
  if (clock) {
    const half = (clock[3] ?? clock[4])?.toLowerCase();
    const content = `${Number(clock[1])}:${clock[2] ?? "00"}`;
    return create("time", content, clock[0].length, half === undefined ? "" : `${half}m`);
  }
  if (matchAt(ordinal, text, at)) return undefined;
  const span = matchAt(range, text, at);
  if (span) return create("range", `${span[1]}-${span[2]}`, span[0].length);
  const word = matchAt(numberWord, text, at);
  if (word) return create("number", String(numberWords.indexOf(word[0].toLowerCase())), word[0].length);
  const match = matchAt(number, text, at);
  if (!match?.groups) return undefined;
  const { bound, before, currency = "", sign, digits, percent, plus } = match.groups;
  const value: Value = {
    kind: "number",
    content: ((before ?? sign) !== undefined ? "-" : "") + digits.replaceAll(",", "").toLowerCase(),
    unit: currency + (percent ? "%" : ""),
    isBound: bound !== undefined || plus !== undefined,
  };
  return { value, length: match[0].length };
}

/** How two values of a slot stand to each other; `unclear` when neither agreement nor conflict is certain. */
export function compareValues(claimed: Value, found: Value): "same" | "conflict" | "unclear" {
  if (claimed.kind !== found.kind || claimed.unit !== found.unit) return "unclear";
  if (claimed.isBound !== found.isBound) return "unclear";
  if (claimed.content === found.content) return "same";
  if (claimed.kind === "range") return "unclear";
  if (claimed.kind === "time") return "conflict";
  // 3.10 is another version than 3.1, and the same number.
  if (claimed.kind === "number" && Number(claimed.content) === Number(found.content)) return "unclear";
  const separator = claimed.kind === "number" ? "." : "-";
  const [left, right] = [claimed.content, found.content].map((content) =>
    content.split(separator).filter((part) => part !== "x"),
  );
  const isPrefix = left.every((part, at) => right[at] === undefined || right[at] === part);
  if (!isPrefix) return "conflict";
  // A claim may be less exact than a version or a date; 3 is not 3.5, though, and "18" does not prove "18.2".
  const isLessExact =
    left.length < right.length &&
    (claimed.kind !== "number" || right.length > 2 || found.content.endsWith(".x"));
  return isLessExact ? "same" : "unclear";
}

function create(kind: Value["kind"], content: string, length: number, unit = ""): ReadValue {
  return { value: { kind, content, unit, isBound: false }, length };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
