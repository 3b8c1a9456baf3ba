import { stemWord } from "../retrieval/tokenize.ts";
import { readValue, type Value } from "./values.ts";
import { fillers } from "./word-lists.ts";

/** One word, name or value of a statement. */
export interface Unit {
  /** What is compared: the stem of a word, a name without its joints, or the kind of a value. */
  readonly key: string;
  /** The word in small letters, as written. */
  readonly word: string;
  readonly value?: Value;
  /** False for names, with capitals, digits or joints inside, and for letters of several scripts. */
  readonly isPlain: boolean;
  /** What stands between the unit before and this one. */
  readonly gap: string;
}

/** A sentence as a row of units, fillers left out. */
export interface Statement {
  readonly units: readonly Unit[];
  readonly isQuestion: boolean;
  /** "present" or "past" when all its forms of be and have agree on it. */
  readonly tense?: "present" | "past";
}

const word = /@?[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:[-_.'’/][\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*(?:\+\+|#)?/uy;
/** Small letters of one script: a word of two, such as one with a Cyrillic letter in it, is not what it looks like. */
const plain = /^(?:(?=\p{Ll})\p{Script=Latin}|\p{M})+$|^(?:(?=\p{Ll})\P{Script=Latin})+$/u;
const joint = /[-_./'’@]/;
const longest = 5000;

/**
 * Reads a sentence without markup. `compounds` are joined names such as `inmemory`: the same words written
 * apart (`in memory`) are read as one unit then.
 */
export function readStatement(
  text: string,
  options: { licences: boolean; compounds?: ReadonlySet<string> },
): Statement {
  const source = text.slice(0, longest);
  const units: Unit[] = [];
  let gapStart = 0;
  let at = 0;
  const push = (unit: Omit<Unit, "gap">, start: number, end: number): void => {
    units.push({ ...unit, gap: source.slice(gapStart, start) });
    gapStart = end;
    at = end;
  };
  while (at < source.length) {
    const value = readValue(source, at, options.licences);
    if (value) {
      const end = at + value.length;
      push(
        {
          key: `#${value.value.kind}`,
          word: source.slice(at, end).toLowerCase(),
          value: value.value,
          isPlain: false,
        },
        at,
        end,
      );
      continue;
    }
    word.lastIndex = at;
    const match = word.exec(source);
    if (!match) {
      at += 1;
      continue;
    }
    const joined = options.compounds && joinWords(source, at, options.compounds);
    const end = joined ? joined.end : at + match[0].length;
    const lower = match[0].toLowerCase().replaceAll("’", "'").replace(/'s$/, "");
    if (joined) push({ key: joined.key, word: joined.key, isPlain: false }, at, end);
    else if (fillers.has(lower)) at = end;
    else push({ key: createKey(lower), word: lower, isPlain: plain.test(match[0]) }, at, end);
  }
  return { units, isQuestion: /\?["')\]]*\s*$/.test(source), ...findTense(source) };
}

/** The names with joints in a text, without them: `in-memory` gives `inmemory`. */
export function findCompounds(text: string): string[] {
  return [...text.slice(0, longest).matchAll(new RegExp(word.source, "gu"))]
    .filter(([found]) => joint.test(found) && !found.includes("'"))
    .map(([found]) => createKey(found.toLowerCase()));
}

function createKey(lower: string): string {
  if (joint.test(lower)) return lower.replace(/[-_./'’@]/g, "");
  return stemWord(lower);
}

/** Two or three words that follow one another and make one of `compounds`. */
function joinWords(
  source: string,
  at: number,
  compounds: ReadonlySet<string>,
): { key: string; end: number } | undefined {
  if (compounds.size === 0) return undefined;
  const match = /^([\p{L}\p{N}]+) ([\p{L}\p{N}]+)(?: ([\p{L}\p{N}]+))?/u.exec(source.slice(at, at + 120));
  if (!match) return undefined;
  const [, first, second, third] = match;
  const two = (first + second).toLowerCase();
  const three = two + (third ?? "").toLowerCase();
  if (third && compounds.has(three)) return { key: three, end: at + match[0].length };
  return compounds.has(two) ? { key: two, end: at + first.length + 1 + second.length } : undefined;
}

function findTense(source: string): Pick<Statement, "tense"> {
  const isPresent = /\b(?:is|are|has|have|does|do)\b/i.test(source);
  const isPast = /\b(?:was|were|had|did)\b/i.test(source);
  return isPresent === isPast ? {} : { tense: isPresent ? "present" : "past" };
}
