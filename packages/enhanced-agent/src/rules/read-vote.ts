import type { Intent } from "./intent.ts";
import { turnQuestion } from "./read-claim.ts";
import { trimItem } from "./read-list.ts";

const numbers: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
};
/** Voters, when a prompt names no number, and at most. */
const [usualVotes, mostVotes] = [3, 9];

const frames: readonly RegExp[] = [
  /^(?:ask|poll|survey)\s+(?:the\s+)?(?:\S+\s+){0,2}(?:agents|experts|voters)\s+((?:whether|if)\s.+)$/i,
  /^(?:let|have|get|ask|make|want|need)\s+(?:the\s+)?(?:\S+\s+){0,3}(?:agents?|experts?|voters?|models?|them)\s+(?:to\s+)?(?:vote|decide|agree|judge)(?:\s+by\s+(?:vote|majority|consensus))?\s*(?:on|about|upon)?\s*[:,]?\s*(.*)$/i,
  /^(?:decide|agree|determine|settle|find out|verify|check|answer)\s+(?:by|in|with|through)\s+(?:an?\s+)?(?:majority\s+|team\s+)?(?:consensus|votes?|voting|majority)\s*[:,]?\s*(.*)$/i,
  /^(?:vote|agree|take\s+a\s+vote|hold\s+a\s+vote|(?:reach|find|get|build)\s+(?:a\s+)?consensus|get\s+a\s+majority)\s*(?:on|about|upon)?\s*[:,]?\s*(.*)$/i,
  /^(?:by\s+(?:consensus|majority|vote)|consensus(?:\s+vote)?)\s*[:,]\s*(.*)$/i,
];
const trailing =
  /^(.+?)[,.]?\s+(?:by|with)\s+(?:an?\s+)?(?:majority\s+|team\s+)?(?:consensus|vote|voting|majority)\s*[?.!]*$/i;

/** Reads what is to be voted upon: a claim, or a question when it cannot be told as a claim; empty when the clause only says how to decide. */
export function readVote(
  clause: string,
):
  | Extract<Intent, { kind: "vote" } | { kind: "verify" }>
  | { readonly kind: "how"; readonly votes: number }
  | undefined {
  const text = clause.trim();
  let matter: string | undefined;
  for (const frame of frames) matter ??= frame.exec(text)?.[1];
  matter ??= trailing.exec(text)?.[1];
  if (matter === undefined) return undefined;
  const votes = readNumber(text);
  const question = matter.replace(/^(?:decide|determine|verify|check|find out)\s+/i, "").trim();
  if (!/[\p{L}\p{N}]/u.test(question) || /^(?:it|this|that)[.!?]?$/i.test(question))
    return { kind: "how", votes };
  const whether = /^(?:whether|if|that)\s+(.+)$/i.exec(question)?.[1];
  const isChoice = /\sor\s/i.test(whether ?? question);
  const claim = isChoice ? undefined : whether === undefined ? turnQuestion(question) : trimItem(whether);
  return claim === undefined
    ? { kind: "vote", question: trimItem(question), votes }
    : { kind: "verify", claim, votes };
}

function readNumber(text: string): number {
  const word =
    /\b(\d{1,3}|two|three|four|five|six|seven|eight|nine)\s+(?:\S+\s+){0,2}(?:agents?|experts?|voters?|votes?|models?)\b/i.exec(
      text,
    )?.[1];
  if (word === undefined) return usualVotes;
  const number = numbers[word.toLowerCase()] ?? Number(word);
  return Math.min(mostVotes, Math.max(2, number));
}
