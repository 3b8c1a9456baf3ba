import type { ThingPhrase } from "../../goal-reading.ts";
import { findWord, matchWords } from "../match-words.ts";
import { readThing } from "../read-thing.ts";
import { readThings } from "../read-list.ts";
import { type Token, textOf, trimMarks } from "../tokenize.ts";
import { articles } from "../words/fillers.ts";
import type { ClauseReader } from "./clause-input.ts";
import { dropPurpose } from "./read-click.ts";
import { liftMessage } from "./lift-message.ts";
import { readPairs } from "./read-pairs.ts";

/** Verbs about something with a sender or a place of its own: there "from" and "by" say which one. */
const aboutSomething = new Set([
  "reply",
  "forward",
  "send",
  "delete",
  "star",
  "archive",
  "like",
  "unlike",
  "share",
  "mark",
  "download",
  "give",
  "email",
  "block",
  "mute",
  "bookmark",
]);
/** Verbs that may name the receiver first: "send Ada the file". */
const giving = new Set(["forward", "send", "give", "email"]);

/** Verbs with "for": how many, or for whom. */
const planning = new Set(["book", "order", "create", "schedule", "add", "buy", "register"]);

const leads: Readonly<Record<string, string>> = {
  to: "to",
  into: "to",
  onto: "to",
  from: "from",
  on: "on",
  at: "at",
  as: "as",
  for: "for",
  between: "between",
  with: "with",
  saying: "message",
  "by saying": "message",
  "by writing": "message",
  "telling him": "message",
  "telling her": "message",
  "telling them": "message",
  "with the text": "message",
  "with the message": "message",
  "with text": "message",
  "with message": "message",
  "with the subject": "subject",
  "with subject": "subject",
  "with the body": "message",
  "with the words": "message",
  "with the reply": "message",
  "with the title": "title",
  "with title": "title",
  "with the name": "name",
  until: "until",
  "that says": "message",
  "departing on": "on",
  "leaving on": "on",
  "returning on": "return",
  "and returning on": "return",
  departing: "on",
  "with the response": "message",
  "with the comment": "message",
  "with the following text": "message",
  "with the following message": "message",
};
const leadWords = new Set(Object.keys(leads));

/** What has a control named like the verb: "reply to Bob with the text "Hi"", "book a flight from A to B on Friday". */
export const readAct: ClauseReader = ({ goal, source, tokens: all, verb }) => {
  const said = trimMarks(dropPurpose(all));
  const tokens =
    verb.name === "filter" && /^(?:by|for|to)$/.test(said[0]?.lower ?? "") ? said.slice(1) : said;
  const pointer = verb.name === "keep" ? findWord(tokens, ["mouse", "cursor", "pointer"]) : -1;
  if (pointer >= 0) {
    const at = findWord(tokens, ["over", "inside", "on", "in", "within", "above"], pointer);
    const until = findWord(tokens, ["as", "while"], Math.max(at, 0));
    if (at > 0)
      return [
        {
          intent: "hover",
          source,
          things: readThings(goal, tokens.slice(at + 1, until === -1 ? tokens.length : until)),
        },
      ];
  }
  const slots: { label: string; value: string }[] = [];
  const keepsFrom = aboutSomething.has(verb.name);
  let end = tokens.length;
  let headEnd: number | undefined;
  let sender: number | undefined;
  for (let index = 0; index < tokens.length; index += 1) {
    const length = matchWords(tokens, index, leadWords, 5);
    if (length === 0) continue;
    const words = tokens
      .slice(index, index + length)
      .map(({ lower }) => lower)
      .join(" ");
    const label = leads[words]!;
    if (label === "for" && !planning.has(verb.name)) continue;
    if (keepsFrom && label === "from" && headEnd !== undefined) {
      sender = index + 1;
      end = findSlotEnd(tokens, index + length);
      index = end - 1;
      continue;
    }
    if (index === 0 && giving.has(verb.name) && label === "to") {
      // "send to Ada the file"
      const head = findObject(tokens, 1);
      if (head !== -1) {
        return readAct({
          goal,
          source,
          verb,
          said: verb.name,
          tokens: [...tokens.slice(head), ...tokens.slice(0, head)],
        });
      }
    }
    if (headEnd === undefined && keepsFrom && (label === "from" || label === "on" || label === "at"))
      continue;
    if (index + length >= tokens.length) break;
    headEnd ??= index;
    end = findSlotEnd(tokens, index + length);
    addSlot(goal, tokens.slice(index + length, end), label, slots);
    index = end - 1;
  }
  const head = dropParticle(trimMarks(tokens.slice(0, headEnd ?? tokens.length)));
  const { things, receiver } = readHead(goal, head, verb.name);
  if (receiver !== undefined) slots.unshift({ label: "to", value: receiver });
  if (sender !== undefined && things.length === 0)
    slots.push({ label: "from", value: textOf(goal, tokens.slice(sender, end)) });
  const owned =
    sender === undefined ? things : things.map((thing) => ownedBy(goal, thing, tokens.slice(sender, end)));
  return [liftMessage({ intent: "act", source, verb: verb.name, things: owned }, slots)];
};

function ownedBy(goal: string, thing: ThingPhrase, tokens: readonly Token[]): ThingPhrase {
  if (thing.of !== undefined) return thing;
  const within = readThing(goal, tokens);
  return { ...thing, of: within.name ?? within.text, within };
}

/** Where the thing begins after its receiver: "to Ada | the file", "to Ada | Bob's file". */
function findObject(tokens: readonly Token[], from: number): number {
  for (let index = from + 1; index < tokens.length && index < from + 4; index += 1) {
    if (articles.has(tokens[index]!.lower) || /['’]s$/.test(tokens[index]!.text)) return index;
  }
  return -1;
}

function findSlotEnd(tokens: readonly Token[], from: number): number {
  const isRange = tokens[from - 1]?.lower === "between";
  for (let index = from + 1; index < tokens.length; index += 1) {
    if (matchWords(tokens, index, leadWords, 5) > 0) return index;
    if (tokens[index]!.lower === "," && matchWords(tokens, index + 1, leadWords, 5) > 0) return index;
    if (!isRange && tokens[index]!.lower === "and" && matchWords(tokens, index + 1, leadWords, 5) > 0)
      return index;
  }
  return tokens.length;
}

function addSlot(
  goal: string,
  all: readonly Token[],
  label: string,
  slots: { label: string; value: string }[],
): void {
  let tokens = trimMarks(all);
  while (tokens.length > 1 && articles.has(tokens[0]!.lower)) tokens = tokens.slice(1);
  if (tokens.length === 0) return;
  const [first, second] = tokens;
  const pairs = label === "with" ? readPairs(goal, tokens) : undefined;
  if (pairs !== undefined) {
    for (const { thing, value } of pairs)
      slots.push({ label: (thing.name ?? thing.text).toLowerCase(), value });
    return;
  }
  // "with message "Hi"", "with subject: Hello"
  if (label === "with" && second !== undefined && first!.kind === "word") {
    const rest = trimMarks(tokens.slice(1));
    if (rest.length > 0 && (second.text === ":" || second.kind === "quoted")) {
      slots.push({ label: first!.lower, value: textOf(goal, rest) });
      return;
    }
  }
  const quoted = tokens.length <= 3 ? tokens.find(({ kind }) => kind === "quoted") : undefined;
  const value = quoted?.text ?? textOf(goal, tokens);
  slots.push({ label: label === "with" ? (quoted === undefined ? "with" : "message") : label, value });
}

/** "one of each: A, B and C" is a list; "Ada the file" names who gets it. */
function readHead(
  goal: string,
  tokens: readonly Token[],
  verb: string,
): { readonly things: readonly ThingPhrase[]; readonly receiver?: string } {
  const colon = tokens.findIndex(({ kind, text }) => kind === "mark" && text === ":");
  if (colon > 0 && colon < tokens.length - 1) return { things: readThings(goal, tokens.slice(colon + 1)) };
  if (giving.has(verb)) {
    const at = tokens.findIndex(
      ({ lower, text }, index) =>
        index > 0 &&
        index < 4 &&
        (articles.has(lower) ||
          /['’]s$/.test(text) ||
          lower === "all" ||
          lower === "email" ||
          lower === "e-mail"),
    );
    const name = tokens.slice(0, at);
    if (
      at > 0 &&
      name.every(
        ({ text, lower, kind }) =>
          kind === "quoted" ||
          (/^[\p{Lu}@]/u.test(text) && !/['’]s$/.test(text)) ||
          /^(?:him|her|them|me|us)$/.test(lower),
      )
    ) {
      return { things: readThings(goal, tokens.slice(at)), receiver: textOf(goal, name) };
    }
  }
  return { things: tokens.length === 0 ? [] : readThings(goal, tokens) };
}

/** "send it along", "send it on". */
function dropParticle(tokens: readonly Token[]): readonly Token[] {
  const last = tokens.at(-1)?.lower ?? "";
  return tokens.length > 1 && /^(?:along|on|over|back|by)$/.test(last) ? tokens.slice(0, -1) : tokens;
}
