import { trimPhrase } from "../text/phrases.ts";
import { sayAction } from "./english/say-action.ts";

/** Verbs that say no more than that a thing is there: "don't use React" forbids React. */
const having =
  "(?:ever )?(?:use|using|include|including|contain|have|having|add|adding|need|needing|require|requiring|rely on|relying on|depend on|depending on|involve|install|import|choose|pick|go with|want|like|be (?:based on|built (?:with|on|in)|written in)|make use of|employ|adopt|bring in|introduce)";
const fillers = "(?:(?:please|also|but|and|then|however) )*";
const subject = "(?:(?:i|we|you|it|they|this|that|which|there|the [\\w-]+)\\s+)";
const command = new RegExp(
  `^${fillers}(?:${subject}?(?:must|should|shall|may)(?:n['’]t| not| never)|(?:do not|don['’]t|never)|(?:try (?:not )?to )?avoid(?:ing)?|refrain from|(?:stay|keep|steer) (?:away|clear) (?:from|of)|leave out|skip|no need for|nothing (?:with|from)|without)\\s+`,
  "i",
);
/** With these words only a verb of having forbids: "I cannot log in" and "it does not load" are defects. */
const inability = new RegExp(
  `^${fillers}${subject}(?:can(?:no|['’])t|can not|won['’]t|will not|do(?:es)?(?:n['’]t| not))\\s+(?=${having}\\b)`,
  "i",
);
const bare =
  /^(?:(?:please|also|but|and|then) )*(?:there (?:must|should|shall|may|will) be )?(?:no|not)\s+(?!(?:more|less|later|longer|fewer|sooner|matter|doubt|problem|idea|hurry|rush|one|only|just|sure|yet|so|too|even|all|every|working|found|able|to)\b)/i;
/** "but keep the lockfile" forbids a change of it. */
const preservation =
  /^but (?:please |do )?(?:keep|leave|preserve) (.+?)(?: (?:as (?:it is|they are|is)|alone|untouched|intact|unchanged|in place))?$/i;
/** "without breaking the API" says more than the name of a thing. */
const unclear = /^(?:mind|forget|worry|hesitate|think|know|you think|be (?:afraid|shy))\b/i;

/** What a clause forbids, and what else it says. */
export interface Prohibition {
  /** Things, or actions as gerunds: `"React"`, `"breaking the API"`. */
  readonly forbidden: string;
  /** What follows the forbidden things and belongs to the goal again: "with search". */
  readonly rest: string;
}

/** True when a clause begins here that forbids something. */
export function startsProhibition(text: string): boolean {
  return preservation.test(text) || command.test(text) || inability.test(text) || bare.test(text);
}

/** Reads "Don't use React", "no JavaScript", "it must not break the API"; `undefined` for what forbids nothing. */
export function readProhibition(clause: string): Prohibition | undefined {
  const text = clause.replace(/[\s.!?;]+$/, "");
  const preserved = preservation.exec(text)?.[1];
  if (preserved !== undefined) return { forbidden: `changing ${preserved}`, rest: "" };
  const opening = command.exec(text) ?? inability.exec(text) ?? bare.exec(text);
  if (opening === null) return undefined;
  const [words = "", ...instead] = text.slice(opening[0].length).split(/,?\s+but\s+(?:rather |instead )?/i);
  if (unclear.test(words) || words === "") return undefined;
  const has = new RegExp(`^${having}\\s+(?=\\S)`, "i").exec(words);
  const isBare = bare.test(text);
  const isThing = isBare || /\b(?:without|for|avoid\w*|from|of|out|skip|with)\s+$/i.test(opening[0]);
  const named = has === null ? (isThing ? words : sayAction(words)) : words.slice(has[0].length);
  const isShort = isBare || has !== null;
  const { forbidden, rest } = isShort ? cutAfterThing(named) : { forbidden: named, rest: "" };
  return { forbidden, rest: [rest, ...instead].filter((piece) => piece !== "").join(", ") };
}

/** "no ads, dark mode and search" forbids the ads only; "no ads, cookies or tracking" all three. */
function cutAfterThing(phrase: string): Prohibition {
  const pieces = phrase.split(/,\s+/);
  const isWholeList = /\b(?:or|nor)\b/i.test(pieces.at(-1) ?? "");
  const last = isWholeList
    ? pieces.length
    : 1 + pieces.slice(1).filter((piece) => /^(?:and |or |nor )?no\b/i.test(piece)).length;
  const forbidden = pieces
    .slice(0, last)
    .map((piece) => piece.replace(/^(?:and |or |nor )?(?:no|any)\s+/i, ""));
  const things = forbidden.join(", ").replace(/^(?:in|on|with|by|using|from) /i, "");
  return { forbidden: trimPhrase(things), rest: pieces.slice(last).join(", ") };
}
