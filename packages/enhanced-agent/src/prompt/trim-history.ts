import { ErrorCode, type ModelMessage, OrchestrationError } from "@convoke/core";
import { estimateTokens } from "./estimate-tokens.ts";
import { foldExchanges } from "./fold-exchanges.ts";
import { readMarker } from "./read-conversation.ts";
import { type Shortness, shortenOwnMessage, shortenShownMessage } from "./shorten-message.ts";

/** How much of a history is kept. */
export interface TrimOptions {
  /** Most tokens of all messages together, by `estimateTokens`. */
  readonly maxTokens: number;
  /** To which share of `maxTokens` a history that is too long is brought down, so that it is not changed at every turn. @default 0.6 */
  readonly targetShare?: number;
}

/** A history that fits; or one that does not, although all that may be shortened is shortened. */
export interface TrimmedHistory {
  readonly fits: boolean;
  readonly messages: readonly ModelMessage[];
  /** By `estimateTokens`. */
  readonly tokens: number;
}

/** One way of saving: in which messages, what of them, and how far. */
interface Saving {
  readonly where: "older" | "newest";
  readonly what: "shown" | "own";
  readonly shortness: Shortness;
}

/** In the order in which they are tried: the newest exchange is what the model is at work on, and comes last. */
const savings: readonly Saving[] = [
  { where: "older", what: "shown", shortness: "summary" },
  { where: "older", what: "own", shortness: "summary" },
  { where: "older", what: "shown", shortness: "line" },
  { where: "older", what: "own", shortness: "line" },
  { where: "newest", what: "shown", shortness: "summary" },
  { where: "newest", what: "own", shortness: "summary" },
  { where: "newest", what: "shown", shortness: "line" },
];

/** How far messages are shortened already, so that a long history is not gone through again at every turn. */
const shortened = new WeakMap<ModelMessage, Shortness>();

function shorten(message: ModelMessage, { what, shortness }: Saving, marker: string): ModelMessage {
  if ((message.role === "assistant") !== (what === "own")) return message;
  const before = shortened.get(message);
  if (before === "line" || before === shortness) return message;
  const after =
    what === "own" ? shortenOwnMessage(message, shortness) : shortenShownMessage(marker, message, shortness);
  shortened.set(after, shortness);
  return after;
}

/**
 * Brings a history under its budget; the same array when it is under it. Keep what it returns and append to that: a history
 * that is too long is brought down to `targetShare` at once, so that its beginning stays the same bytes for many turns.
 *
 * The system prompt and the first message of the user stay as they are. Of older observations the data is shortened first
 * (results keep their id, task, first sentences and the ids of their sources), then what the model wrote; the newest exchange
 * stays whole as long as there is another way; when all of that is not enough, the oldest exchanges are folded into one that lists
 * their results. Whatever is shortened says so. Equal arguments give equal results, and
 * trimming twice is trimming once. When `fits` is false the run cannot go on with this budget.
 *
 * @example
 * const { fits, messages } = trimHistory(history, { maxTokens: 8_000 });
 */
export function trimHistory(
  messages: readonly ModelMessage[],
  { maxTokens, targetShare = 0.6 }: TrimOptions,
): TrimmedHistory {
  requireShare("maxTokens", maxTokens, Number.MAX_SAFE_INTEGER);
  requireShare("targetShare", targetShare, 1);
  let tokens = estimateTokens(messages);
  if (tokens <= maxTokens) return { fits: true, messages, tokens };
  const trimmed = [...messages];
  const first = messages.findIndex(({ role }) => role === "user");
  const marker = readMarker(messages[first]?.content ?? "");
  const newest = findNewest(messages, first);
  for (const saving of savings) {
    const { where } = saving;
    const [from, to] = where === "older" ? [first + 1, newest] : [newest, messages.length];
    const goal = where === "older" ? maxTokens * targetShare : maxTokens;
    for (let at = from; at < to && tokens > goal; at += 1) {
      const before = trimmed[at];
      if (before === undefined) continue;
      const after = shorten(before, saving, marker);
      if (after === before) continue;
      tokens += estimateTokens([after]) - estimateTokens([before]);
      trimmed[at] = after;
    }
  }
  if (tokens <= maxTokens) return { fits: true, messages: trimmed, tokens };
  const folded = foldExchanges(trimmed, {
    from: first + 1,
    to: newest,
    marker,
    goal: maxTokens * targetShare,
  });
  const left = estimateTokens(folded);
  return { fits: left <= maxTokens, messages: folded, tokens: left };
}

/** Where the last thing that the model wrote stands; what follows answers it. */
function findNewest(messages: readonly ModelMessage[], first: number): number {
  const at = messages.findLastIndex(({ role }) => role === "assistant");
  return at === -1 ? first + 1 : Math.max(at, first + 1);
}

function requireShare(option: string, value: number, most: number): void {
  if (typeof value === "number" && value > 0 && value <= most) return;
  throw new OrchestrationError(
    ErrorCode.INVALID_ARGUMENT,
    `trimHistory: ${option} is ${String(value)}; pass a number above 0 and up to ${most}.`,
    { details: { option } },
  );
}
