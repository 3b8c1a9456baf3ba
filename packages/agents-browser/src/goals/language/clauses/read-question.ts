import type { GoalClause } from "../../goal-reading.ts";
import { findWord } from "../match-words.ts";
import { readThings } from "../read-list.ts";
import { readThing } from "../read-thing.ts";
import { type Token, textOf } from "../tokenize.ts";
import { readSuperlative } from "../words/qualities.ts";
import type { ClauseInput, ClauseReader } from "./clause-input.ts";

/** Requests for what the page says: "what is the price of X?", "tell me …", "which X has the highest Y?". */
export const readQuestion: ClauseReader = (input) => {
  const { goal, source, said } = input;
  const tokens = input.tokens.filter(({ lower }, index) => !(index === 0 && /^(?:me|us)$/.test(lower)));
  // 'tell her "Hi"' is said to somebody else.
  const quoted = input.tokens.find(({ kind }) => kind === "quoted");
  if (said === "tell" && quoted !== undefined && input.tokens.length < 5) {
    return [
      {
        intent: "act",
        source,
        verb: "reply",
        things: [],
        value: quoted.text,
        slots: [{ label: "message", value: quoted.text }],
      },
    ];
  }
  if (isHowMany(tokens)) return readCount({ ...input, tokens: tokens.slice(2) });
  const asked = said === "how" || tokens[0]?.lower === "how" ? tokens : undefined;
  if (said.startsWith("how ") || asked !== undefined) return [readHow(goal, source, said, tokens)];
  const expression = findExpression(textOf(goal, dropQuestion(tokens)));
  if (expression !== undefined) return [{ intent: "compute", source, things: [], value: expression }];
  if (said === "which" || said === "what" || tokens[0]?.lower === "which") {
    const has = findWord(tokens, ["has", "have", "is", "costs", "are"]);
    const end = tokens.slice(has + 1).filter(({ lower }) => lower !== "the" && lower !== "a");
    if (has > 0 && end[0] !== undefined && readSuperlative(end[0].lower) !== undefined) {
      const by = textOf(goal, end.slice(1));
      const thing = readThing(goal, dropQuestion(tokens.slice(0, has)));
      const picked = readSuperlative(end[0].lower)!;
      return [
        {
          intent: "read",
          source,
          things: [{ ...thing, superlative: { ...picked, ...(by !== "" && { by }) } }],
        },
      ];
    }
  }
  const words = dropQuestion(tokens);
  const things = words.length === 0 ? [] : readThings(goal, words);
  const asks = said === "is there" ? "exists" : /^(?:who|when|where)/.exec(said)?.[0];
  return [
    {
      intent: "read",
      source,
      things,
      ...(asks !== undefined && { slots: [{ label: "asks", value: asks }] }),
    },
  ];
};

const isHowMany = (tokens: readonly Token[]) => tokens[0]?.lower === "how" && tokens[1]?.lower === "many";

/** "how much is X", "how much does X cost": its price; "how long is X": its length. */
function readHow(goal: string, source: string, said: string, tokens: readonly Token[]): GoalClause {
  const what: Readonly<Record<string, string>> = {
    much: "price",
    long: "length",
    old: "age",
    far: "distance",
  };
  const word = said.startsWith("how ") ? said.slice(4) : (tokens[1]?.lower ?? "");
  const rest = (said.startsWith("how ") ? tokens : tokens.slice(2)).filter(
    ({ lower }) => !/^(?:is|are|does|do|cost|costs|was|were|it)$/.test(lower),
  );
  const within = rest.length === 0 ? undefined : readThing(goal, rest);
  const text = Object.hasOwn(what, word) ? what[word]! : word;
  return {
    intent: "read",
    source,
    things: [
      {
        text,
        name: text,
        isQuoted: false,
        ...(within !== undefined && { of: within.name ?? within.text, within }),
      },
    ],
  };
}

/** "how many red circles are there?", "count the rows of the table". */
export const readCount: ClauseReader = ({ goal, source, tokens: all }: ClauseInput) => {
  const tokens = all.filter(({ lower }, index) => !(index === 0 && /^(?:the|up)$/.test(lower)));
  let at = 0;
  if (tokens[0]?.lower === "number" && tokens[1]?.lower === "of") at = 2;
  const end = tokens.findIndex(
    ({ kind, lower }, index) =>
      index > at && kind === "word" && /^(?:are|is|do|does|did|were|was|has|have|can)$/.test(lower),
  );
  const noun = tokens.slice(at, end === -1 ? tokens.length : end);
  const after =
    end === -1
      ? []
      : tokens
          .slice(end + 1)
          .filter(
            ({ lower }) => !/^(?:there|shown|displayed|visible|the|page|on|in|here|listed)$/.test(lower),
          );
  const thing = readThing(goal, noun);
  const rest = end === -1 || after.length === 0 ? undefined : readThing(goal, after);
  return [
    {
      intent: "count",
      source,
      things: [
        {
          ...thing,
          count: "all",
          ...(rest !== undefined &&
            thing.within === undefined && { of: rest.name ?? rest.text, within: rest }),
        },
      ],
    },
  ];
};

/** "calculate 3 + 4", "solve the problem", "what is the sum of the numbers". */
export const readCompute: ClauseReader = ({ goal, source, tokens, said }) => {
  const value = findExpression(withBrackets(goal, tokens));
  return [
    {
      intent: "compute",
      source,
      verb: said === "add up" || said === "sum up" ? "sum" : said,
      things: value === undefined && tokens.length > 0 ? [readThing(goal, tokens)] : [],
      ...(value !== undefined && { value }),
    },
  ];
};

/** Something to calculate, as a whole; with at least one sign between numbers. */
function findExpression(text: string): string | undefined {
  const trimmed = text.trim().replace(/\s*=\s*\??$/, "");
  if (trimmed.length > 200 || !/^[\d\s.,+\-*/x×÷−()^%]+$/i.test(trimmed)) return undefined;
  return /\d\s*\)?\s*[+\-*/x×÷−^%]\s*\(?\s*-?\d/i.test(trimmed) &&
    !/^\d{1,4}[/-]\d{1,2}[/-]\d{1,4}$/.test(trimmed)
    ? trimmed
    : undefined;
}

/** "what the price of X is" is "the price of X". */
export function dropQuestion(tokens: readonly Token[]): readonly Token[] {
  let words = tokens;
  while (
    words.length > 1 &&
    /^(?:what|which|who|whose|when|where|is|are|was|were|does|do|did|has|whether|if|how)$/.test(
      words[0]!.lower,
    )
  )
    words = words.slice(1);
  if (words.length > 1 && /^(?:is|are|was|were)$/.test(words.at(-1)!.lower)) words = words.slice(0, -1);
  return words;
}

/** The brackets around an expression are marks to the clause, and part of it. */
function withBrackets(goal: string, tokens: readonly Token[]): string {
  const [first] = tokens;
  const last = tokens.at(-1);
  if (first === undefined || last === undefined) return "";
  let { start } = first;
  let { end } = last;
  while (goal[start - 1] === "(") start -= 1;
  while (goal[end] === ")") end += 1;
  return goal.slice(start, end);
}
