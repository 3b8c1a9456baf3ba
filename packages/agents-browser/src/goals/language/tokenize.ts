import { findQuotes } from "./find-quotes.ts";

/** A word, a quoted text, or a punctuation mark of a goal. */
export interface Token {
  readonly kind: "word" | "quoted" | "mark";
  /** The content of quotes without them. */
  readonly text: string;
  /** In lower case, with plain apostrophes; empty for quoted texts, so that no word list matches them. */
  readonly lower: string;
  /** Where it stands in the goal, quotes included. */
  readonly start: number;
  readonly end: number;
}

const abbreviations = new Set(
  "mr. mrs. ms. dr. prof. st. jr. sr. vs. no. approx. e.g. i.e. etc. a.m. p.m. inc. ltd. co. u.s. u.k. jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec.".split(
    " ",
  ),
);
const closing = ".,;:!?)]}…";
const opening = "([{";

/** Cuts a goal into words, quoted texts and marks, in time that grows with its length. */
export function tokenize(goal: string): readonly Token[] {
  const quotes = findQuotes(goal);
  const tokens: Token[] = [];
  let position = 0;
  while (position < goal.length) {
    const quoteEnd = quotes.get(position);
    if (quoteEnd !== undefined) {
      tokens.push({
        kind: "quoted",
        text: goal.slice(position + 1, quoteEnd),
        lower: "",
        start: position,
        end: quoteEnd + 1,
      });
      position = quoteEnd + 1;
    } else if (/\s/.test(goal[position]!)) {
      if (goal[position] === "\n") addMark(tokens, goal, position, ";");
      position += 1;
    } else {
      const start = position;
      while (position < goal.length && !/\s/.test(goal[position]!) && !quotes.has(position)) position += 1;
      addWord(tokens, goal, start, position);
    }
  }
  return tokens;
}

function addMark(tokens: Token[], goal: string, position: number, as = goal[position]!): void {
  tokens.push({ kind: "mark", text: as, lower: as, start: position, end: position + 1 });
}

/** A run without spaces: its outer punctuation becomes marks. */
function addWord(tokens: Token[], goal: string, from: number, to: number): void {
  let start = from;
  while (start < to && opening.includes(goal[start]!)) {
    addMark(tokens, goal, start);
    start += 1;
  }
  let end = to;
  while (end > start && closing.includes(goal[end - 1]!)) {
    if (goal[end - 1] === "." && keepsDot(goal, start, end)) break;
    // In "s3cret!," only the comma ends the word.
    const stripped = goal[end];
    if (end < to && !isBracket(stripped!) && !isBracket(goal[end - 1]!) && goal[end - 1] !== stripped) break;
    if (goal[end - 1] === ")" && goal.slice(start, end).includes("(")) break;
    end -= 1;
  }
  if (end > start) {
    const text = goal.slice(start, end);
    tokens.push({ kind: "word", text, lower: text.toLowerCase().replaceAll("’", "'"), start, end });
  }
  for (let position = end; position < to; position += 1) addMark(tokens, goal, position);
}

/** "Mr.", and the initial in "J. Smith", but not the end of "click button A. Then …". */
function keepsDot(goal: string, start: number, end: number): boolean {
  if (end - start > 12) return false;
  const word = goal.slice(start, end);
  if (abbreviations.has(word.toLowerCase())) {
    if (word.toLowerCase() !== "no.") return true;
    return /^\s\d/.test(goal.slice(end, end + 2));
  }
  return (
    /^[A-Z]\.$/.test(word) &&
    /^\s[A-Z][a-z]+(?:[,.]|\s|$)/.test(goal.slice(end, end + 30)) &&
    !/^\s(?:Then|Next|Click|Press|Enter|Select|Type|After|Finally|Choose|Submit)\b/.test(
      goal.slice(end, end + 12),
    )
  );
}

/** The words between two tokens as the goal has them; of a single quoted text its content. */
export function textOf(goal: string, tokens: readonly Token[]): string {
  const [first] = tokens;
  const last = tokens.at(-1);
  if (first === undefined || last === undefined) return "";
  if (tokens.length === 1) return first.text;
  return goal.slice(first.start, last.end);
}

/** Without marks at either end. */
export function trimMarks(tokens: readonly Token[]): readonly Token[] {
  let start = 0;
  let end = tokens.length;
  while (start < end && tokens[start]!.kind === "mark") start += 1;
  while (end > start && tokens[end - 1]!.kind === "mark") end -= 1;
  return tokens.slice(start, end);
}

const isBracket = (character: string) => ")]}".includes(character);
