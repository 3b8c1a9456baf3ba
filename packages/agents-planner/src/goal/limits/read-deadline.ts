import type { DateReader } from "./dates.ts";
import type { LimitReading } from "./read-limits.ts";

/** A date until which something shall be done, as written, and its last millisecond when the words name one. */
export interface Deadline {
  readonly deadline: string;
  readonly deadlineAt?: number;
}

const bound =
  /[,;]?\s*\b(?:and |but )?(?:(?:it |all )?(?:must |should |has to |needs to |to )?(?:be )?(?:done|ready|finished|completed|delivered|live) )?(by|before (?:the|our|my|its) (?:[\w-]+ ){1,3}?on|before|until|till|(?:not?|and no) later than|due(?: by| on)?|deadline(?: is|:)?(?: on)?|(?:ready|done|finished|needed) (?:for|on))\s+/gi;
/** Before these bounds they speak of the subject: "orders placed before March". */
const subjectMatter = /(?:\b(?:from|since|older|sent|made|written|are|is|whose)|\w{3,}ed)$/i;
const movable = /^(?:easter|thanksgiving|ramadan|passover|diwali|hanukkah)\b/i;
/** What is asked or told about the future: "how will prices develop until 2030?" */
export const inquiry =
  /^(?:how|what|which|why|when|where|who|is|are|will|does|do|explain|describe|research|predict|forecast|summari[sz]e|analy[sz]e)\b/i;
const mostDeadlines = 5;

/** Takes "by Friday", "before Christmas" and "until 2026-12-24" out of a text; the earliest holds. */
export function readDeadlines(text: string, dates: DateReader): LimitReading {
  const isInquiry = inquiry.test(text);
  const found: Deadline[] = [];
  let rest = "";
  let end = 0;
  for (const match of text.matchAll(bound)) {
    if (found.length === mostDeadlines || match.index < end) continue;
    const word = (match[1] ?? "").toLowerCase();
    if (/^(?:before|until|till|due)/.test(word) && subjectMatter.test(text.slice(0, match.index))) continue;
    const start = match.index + match[0].length;
    const after = text.slice(start, start + 80);
    const deadline = readMoment(after, word === "before", dates);
    if (deadline === undefined) continue;
    if (isInquiry && (word === "until" || /^(?:the )?20\d\d$/.test(deadline.deadline))) continue;
    found.push(deadline);
    rest += `${text.slice(end, match.index)} `;
    end = start + deadline.deadline.length;
  }
  rest += text.slice(end);
  const [first] = found.toSorted(
    (one, other) => (one.deadlineAt ?? Infinity) - (other.deadlineAt ?? Infinity),
  );
  if (first === undefined) return { rest: text, limits: {}, notes: [] };
  const others = found
    .filter((other) => other.deadlineAt !== first.deadlineAt)
    .map((other) => other.deadline);
  return { rest, limits: first, notes: [noteDeadline(first, dates.now), ...noteOthers(first, others)] };
}

/** Reads "Friday" or "by Friday" and nothing else; `undefined` when the text names no date. */
export function readDeadline(text: string, dates: DateReader): Deadline | undefined {
  const words = text.trim();
  const word = /^(by|before|until|till|no later than|due(?: by| on)?|on)\s+/i.exec(words);
  const date = words.slice(word?.[0].length ?? 0);
  return readMoment(date, word?.[1]?.toLowerCase() === "before", dates);
}

/** "Before Friday" ends when Friday begins; any other date counts whole. */
function readMoment(words: string, isBefore: boolean, dates: DateReader): Deadline | undefined {
  const named = movable.exec(words)?.[0];
  if (named !== undefined) return { deadline: named };
  const period = dates.read(words);
  if (period === undefined) return undefined;
  // "Monday's meeting" lies within that Monday
  const owned = /^['’]s(?: [a-z-]+){1,2}/.exec(words.slice(period.text.length))?.[0] ?? "";
  const isDay = period.from < period.to && owned === "";
  return {
    deadline: `${period.text}${owned}`,
    deadlineAt: isBefore && isDay ? period.from - 1 : period.to,
  };
}

/** What a deadline was understood as, so that the reader can object. */
export function noteDeadline({ deadline, deadlineAt }: Deadline, now: number): string {
  if (deadlineAt === undefined)
    return `Deadline: ${deadline}; it names no date that the planner knows and is not checked: write it as 2026-12-24.`;
  const read = `Deadline: ${deadline}; that is ${formatMoment(deadlineAt)}`;
  return deadlineAt < now ? `${read}, which has passed.` : `${read}.`;
}

function noteOthers({ deadline }: Deadline, others: readonly string[]): string[] {
  return others.length === 0
    ? []
    : [`The goal names other dates too (“${others.join("”, “")}”): “${deadline}”, the earliest, holds.`];
}

/** "the end of 2026-12-24", or "2026-12-24 12:00"; local time. */
function formatMoment(at: number): string {
  const date = new Date(at);
  const two = (number: number): string => String(number).padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const isEnd = date.getHours() === 23 && date.getMinutes() === 59;
  return isEnd ? `the end of ${day}` : `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
