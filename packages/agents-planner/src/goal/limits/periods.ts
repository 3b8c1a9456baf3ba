/** A stretch of local time, from its first to its last millisecond since 1970. */
export interface Period {
  /** The words that name it. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

const months = "january february march april may june july august september october november december".split(
  " ",
);
/** Month (from 0) in which it begins, months that it lasts. */
const seasons = new Map([
  ["spring", [2, 3]],
  ["summer", [5, 3]],
  ["autumn", [8, 3]],
  ["fall", [8, 3]],
  ["winter", [11, 3]],
] as const);
/** Month (from 0) and day. */
const holidays = new Map([
  ["christmas eve", [11, 24]],
  ["christmas", [11, 25]],
  ["xmas", [11, 25]],
  ["new year's eve", [11, 31]],
  ["new year", [0, 1]],
  ["valentine's day", [1, 14]],
  ["halloween", [9, 31]],
] as const);
const abbreviations = new Map([
  ["eod", "end of day"],
  ["cob", "end of day"],
  ["eow", "end of week"],
  ["eom", "end of month"],
  ["eoq", "end of quarter"],
  ["eoy", "end of year"],
]);

const part = "(?:very )?(end of|close of|beginning of|start of|middle of|mid|early|late)[- ]";
const unit = `day|business|week(?:end)?|month|quarter|year|q[1-4]|${[...seasons.keys(), ...months, ...holidays.keys()].join("|")}|\\d{1,2}(?:st|nd|rd|th)(?! (?:of )?(?:${months.join("|")})| \\w+ \\d{4})|20\\d\\d(?![-/.]\\d)`;
const pattern = new RegExp(
  `^(?:the )?(?:${part})?(?:the |(this |current |coming )|(next |following )|our )*(${unit})(?: (?:of )?(next month|20\\d\\d))?(?![\\w-]|['’]\\w| \\d{1,2}(?!\\d))`,
  "i",
);

/**
 * Reads a period at the beginning of a text: "the end of next week", "Q3", "May 2027", "Christmas", "the 15th", "2027".
 *
 * Weeks end on Sunday; what may lie in the past ("Q1" in May) is the next one. `undefined` when no period begins there.
 */
export function readPeriod(words: string, now: number): Period | undefined {
  const plain = words.replaceAll("’", "'");
  const short = /^(?:the )?(eod|cob|eow|eom|eoq|eoy)\b/i.exec(plain);
  const written = short === null ? plain : (abbreviations.get((short[1] ?? "").toLowerCase()) ?? "");
  const match = pattern.exec(written);
  if (match === null) return undefined;
  const [text, portion = "", current, next, name = "", suffix = ""] = match;
  // "sales by month" are grouped
  const isPlain = portion === "" && current === undefined && next === undefined;
  if (isPlain && /^(?:day|business|week|month|quarter|year)$/i.test(name)) return undefined;
  // "by April Smith" names an author
  if (months.includes(name.toLowerCase()) && /^ \p{Lu}\p{Ll}/u.test(written.slice(text.length)))
    return undefined;
  const whole = findWhole(name.toLowerCase(), { isNext: next !== undefined, suffix, now });
  if (whole === undefined) return undefined;
  return { text: (short ?? match)[0], ...takePart(whole, portion.toLowerCase()) };
}

type Span = Omit<Period, "text">;

function findWhole(
  name: string,
  { isNext, suffix, now }: { isNext: boolean; suffix: string; now: number },
): Span | undefined {
  const today = new Date(now);
  const [year, month, day] = [today.getFullYear(), today.getMonth(), today.getDate()];
  const named = /^\d+$/.test(suffix) ? Number(suffix) : undefined;
  const later = isNext ? 1 : 0;
  const ahead = (make: (year: number) => Span): Span => {
    const span = make(named ?? year);
    return named === undefined && span.to < now ? make(year + 1) : span;
  };
  if (name === "day" || name === "business") return spanOf([year, month, day], [year, month, day]);
  if (name === "week" || name === "weekend") {
    const monday = day - ((today.getDay() + 6) % 7) + 7 * later;
    return spanOf([year, month, name === "week" ? monday : monday + 5], [year, month, monday + 6]);
  }
  if (name === "month") return spanOf([year, month + later, 1], [year, month + later + 1, 0]);
  const quarter = name === "quarter" ? Math.floor(month / 3) + later : undefined;
  if (quarter !== undefined) return spanOf([year, quarter * 3, 1], [year, quarter * 3 + 3, 0]);
  if (name === "year") return spanOf([year + later, 0, 1], [year + later, 11, 31]);
  if (/^q[1-4]$/.test(name)) {
    const first = (Number(name.slice(1)) - 1) * 3;
    return ahead((when) => spanOf([when, first, 1], [when, first + 3, 0]));
  }
  const season = seasons.get(name as "spring");
  // "by summer" is said of its beginning
  if (season !== undefined) return ahead((when) => spanOf([when, season[0], 1], [when, season[0], 1]));
  if (months.includes(name)) {
    const at = months.indexOf(name);
    return ahead((when) => spanOf([when, at, 1], [when, at + 1, 0]));
  }
  const holiday = holidays.get(name as "christmas");
  if (holiday !== undefined) return ahead((when) => spanOf([when, ...holiday], [when, ...holiday]));
  const number = Number.parseInt(name, 10);
  if (number >= 2000) return spanOf([number, 0, 1], [number, 11, 31]);
  const shift = suffix.toLowerCase() === "next month" || number < day ? 1 : 0;
  return number < 1 || number > 31
    ? undefined
    : spanOf([year, month + shift, number], [year, month + shift, number]);
}

type Day = readonly [year: number, month: number, day: number];

function spanOf(from: Day, to: Day): Span {
  return { from: new Date(...from).getTime(), to: new Date(...to, 23, 59, 59, 999).getTime() };
}

/** "early" and "mid" end a third and half of the way in; the beginning is the first day. */
function takePart({ from, to }: Span, portion: string): Span {
  if (portion === "" || /^(?:end|close|late)/.test(portion)) return { from: portion === "" ? from : to, to };
  const share = /^(?:beginning|start)/.test(portion) ? 0 : portion === "early" ? 1 / 3 : 1 / 2;
  return { from, to: endOfDay(from + share * (to - from)) };
}

/** The last millisecond of the local day in which a moment lies. */
export function endOfDay(at: number): number {
  return new Date(at).setHours(23, 59, 59, 999);
}
