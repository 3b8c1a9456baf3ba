import type { GoalClause, ThingPhrase } from "../../goal-reading.ts";
import { looksLikeDate } from "../looks-like-date.ts";
import { findLastWord, findWord } from "../match-words.ts";
import { splitList } from "../read-list.ts";
import { readThing } from "../read-thing.ts";
import { type Token, textOf, trimMarks } from "../tokenize.ts";
import { articles, pronouns } from "../words/fillers.ts";
import { findKind } from "../words/kinds.ts";
import type { ClauseReader } from "./clause-input.ts";
import { readDrag } from "./read-drag.ts";
import { readPairs } from "./read-pairs.ts";

/** Words before a literal value that only say what sort it is: 'the text "abc"'. */
const sorts = new Set([
  "text",
  "word",
  "words",
  "number",
  "value",
  "string",
  "phrase",
  "letter",
  "letters",
  "date",
  "time",
  "sentence",
  "digits",
  "digit",
  "following",
  "name",
  "message",
  "query",
  "term",
  "amount",
  "year",
]);

/** "type X into Y", "enter X as the date", 'enter the username "A" and the password "B"', "enter it in the box". */
export const readEnter: ClauseReader = (input) => {
  const { goal, source, tokens, said } = input;
  const [lead] = tokens;
  // "put the message in the bin" moves something; what is typed is no thing of the page.
  if (
    said === "put" &&
    lead !== undefined &&
    !hasQuote(tokens) &&
    (articles.has(lead.lower) || pronouns.has(lead.lower))
  ) {
    return readDrag(input);
  }
  const { value, target } = cutTarget(tokens);
  const field = target.length === 0 ? undefined : asField(readThing(goal, target));
  const pairs = readPairs(goal, value);
  if (pairs !== undefined && (field === undefined || pairs.length > 1)) {
    return pairs.map(({ thing, value: entered, isQuoted }) =>
      enterClause(source, [thing], entered, isQuoted),
    );
  }
  return [readValue(goal, source, value, field)];
};

/** An "enter" or, when the value is a date for a date field, a "choose_date". */
export function enterClause(
  source: string,
  things: readonly ThingPhrase[],
  value: string,
  isQuoted: boolean,
): GoalClause {
  const isDate =
    looksLikeDate(value) &&
    things.every(
      ({ text, kind }) =>
        kind === "calendar" || /date|day|when|depart|return|birth|check-?(?:in|out)/i.test(text),
    );
  return {
    intent: isDate ? "choose_date" : "enter",
    source,
    things,
    value,
    ...(isQuoted && { isValueQuoted: true }),
  };
}

function readValue(
  goal: string,
  source: string,
  all: readonly Token[],
  field: ThingPhrase | undefined,
): GoalClause {
  const tokens = trimMarks(all);
  const things = field === undefined ? [] : [field];
  const quoted = tokens.findIndex(({ kind }) => kind === "quoted");
  const sort = tokens[0] !== undefined && articles.has(tokens[0].lower) ? 1 : 0;
  if (quoted !== -1 && tokens.length <= quoted + 1) {
    const before = tokens.slice(sort, quoted).filter(({ lower }) => !sorts.has(lower));
    if (before.length === 0) return enterClause(source, things, tokens[quoted]!.text, true);
    if (field === undefined) {
      return enterClause(
        source,
        [asField(readThing(goal, tokens.slice(0, quoted)))],
        tokens[quoted]!.text,
        true,
      );
    }
    return { intent: "enter", source, things, valueFrom: readThing(goal, tokens) };
  }
  if (quoted !== -1 && quoted === 0) return enterClause(source, things, tokens[0]!.text, true);
  const [first] = tokens;
  if (first === undefined) return { intent: "enter", source, things };
  // "the number 5", "the text hello": a literal after its sort.
  if (sort === 1 && tokens.length > 2 && sorts.has(tokens[1]!.lower) && isLiteral(tokens[2]!)) {
    return enterClause(source, things, textOf(goal, tokens.slice(2)), false);
  }
  if (sort === 0 && tokens.length > 1 && sorts.has(first.lower) && isLiteral(tokens[1]!)) {
    return enterClause(source, things, textOf(goal, tokens.slice(1)), false);
  }
  if ((pronouns.has(first.lower) && tokens.length === 1) || sort === 1) {
    if (field === undefined && sort === 1 && !/^(?:a|an)$/.test(first.lower)) {
      return { intent: "enter", source, things: [], valueFrom: readThing(goal, tokens) };
    }
    return { intent: "enter", source, things, valueFrom: readThing(goal, tokens) };
  }
  return enterClause(source, things, textOf(goal, tokens), false);
}

/** What follows "the number" and the like is its value, unless it goes on with "of", "in", "that". */
function isLiteral(token: Token): boolean {
  return (
    token.kind === "word" &&
    !/^(?:of|in|on|that|which|from|for|with|by|at|shown|displayed|below|above|between|and|or|to|less|greater|more|you)$/.test(
      token.lower,
    )
  );
}

/** Where the value ends and the field begins. */
function cutTarget(tokens: readonly Token[]): {
  readonly value: readonly Token[];
  readonly target: readonly Token[];
} {
  const into = findLastWord(tokens, ["into", "inside", "onto", "under"]);
  if (into >= 0 && into < tokens.length - 1)
    return { value: tokens.slice(0, into), target: tokens.slice(into + 1) };
  for (const words of [["in"], ["as"], ["for"], ["to"], ["on"], ["at"]]) {
    for (let at = findWord(tokens, words); at !== -1; at = findWord(tokens, words, at + 1)) {
      const target = tokens.slice(at + 1);
      if (at === 0 || target.length === 0) continue;
      const next = target[0]!;
      const isShort = target.length <= 3 && findKind(target.at(-1)!.lower) !== undefined;
      const follows =
        tokens[at - 1]!.kind === "quoted" && (words[0] === "in" || words[0] === "for" || words[0] === "as");
      if (
        articles.has(next.lower) ||
        isShort ||
        follows ||
        next.kind === "quoted" ||
        (words[0] === "as" && target.length <= 2)
      ) {
        // "the word in the paragraph": the value itself has a place, and a field was named before or is not.
        if (
          words[0] !== "as" &&
          tokens[0]!.kind === "word" &&
          articles.has(tokens[0]!.lower) &&
          !hasQuote(tokens) &&
          !isFieldLike(target)
        )
          continue;
        return { value: tokens.slice(0, at), target };
      }
    }
  }
  // "enter" alone in front of a field: 'in the search box type hello' comes with a scope instead.
  const colon = tokens.findIndex(({ text, kind }) => kind === "mark" && text === ":");
  if (colon > 0 && colon < tokens.length - 1 && splitList(tokens).length === 1) {
    return { value: tokens.slice(colon + 1), target: tokens.slice(0, colon) };
  }
  return { value: tokens, target: [] };
}

const hasQuote = (tokens: readonly Token[]) => tokens.some(({ kind }) => kind === "quoted");

function isFieldLike(tokens: readonly Token[]): boolean {
  return tokens.some(({ lower }) =>
    /^(?:field|fields|box|textbox|input|textarea|form|area|blank)$/.test(lower),
  );
}

const fieldKinds = new Set([
  "field",
  "textarea",
  "search field",
  "password",
  "username",
  "dropdown",
  "spinner",
  "slider",
  "calendar",
  "editor",
  "color picker",
  "cell",
  "form",
]);

/** "the email" as the place of a value is a field called so, not a message. */
export function asField(thing: ThingPhrase): ThingPhrase {
  if (thing.kind === undefined || fieldKinds.has(thing.kind) || thing.refersBack) return thing;
  const { kind, ...rest } = thing;
  const isWhole = !thing.isQuoted && thing.of === undefined;
  return { ...rest, name: isWhole ? thing.text : (thing.name ?? kind) };
}
