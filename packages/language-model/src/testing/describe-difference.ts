import type { CassetteEntry, RecordedRequest } from "./cassette.ts";
import { toCanonicalJson } from "./request-key.ts";

/** The entry that is most like a request, and where the two part. */
export interface NearestEntry {
  readonly entry: CassetteEntry;
  /** A sentence. */
  readonly difference: string;
}

/** Characters of a difference that are shown, on either side. */
const shown = 60;

/** Finds the recorded request with the most in common: equal messages from the start, then equal other parts. */
export function findNearest(
  request: RecordedRequest,
  entries: readonly CassetteEntry[],
): NearestEntry | undefined {
  let nearest: CassetteEntry | undefined;
  let most = -1;
  for (const entry of entries) {
    const common = countCommon(request, entry.request);
    if (common > most) [nearest, most] = [entry, common];
  }
  return nearest && { entry: nearest, difference: describeDifference(nearest.request, request) };
}

function countCommon(left: RecordedRequest, right: RecordedRequest): number {
  const equal = findFirstDifferentMessage(left, right);
  const [one, other] = [left.messages[equal]?.content ?? "", right.messages[equal]?.content ?? ""];
  const beginning = countEqualCharacters(one, other) / Math.max(one.length, other.length, 1);
  return 100 * equal + 90 * beginning - listDifferentParts(left, right).length;
}

/** Says what an asked request has in another way than a recorded one. */
function describeDifference(recorded: RecordedRequest, asked: RecordedRequest): string {
  const parts = listDifferentParts(recorded, asked);
  const at = findFirstDifferentMessage(recorded, asked);
  const hasOtherMessages = at < Math.max(recorded.messages.length, asked.messages.length);
  const sentences = [
    hasOtherMessages && describeMessages(recorded, asked, at),
    ...parts.map((name) => `${name} is ${show(asked[name])}, and was ${show(recorded[name])}`),
  ].filter((sentence) => sentence !== false);
  return sentences.length === 0 ? "nothing" : sentences.join("; ");
}

function listDifferentParts(left: RecordedRequest, right: RecordedRequest): (keyof RecordedRequest)[] {
  const names = [...new Set([...Object.keys(left), ...Object.keys(right)])] as (keyof RecordedRequest)[];
  return names.filter((name) => name !== "messages" && write(left[name]) !== write(right[name]));
}

function findFirstDifferentMessage(left: RecordedRequest, right: RecordedRequest): number {
  const shorter = Math.min(left.messages.length, right.messages.length);
  for (let at = 0; at < shorter; at += 1)
    if (write(left.messages[at]) !== write(right.messages[at])) return at;
  return shorter;
}

function describeMessages(
  { messages: recorded }: RecordedRequest,
  { messages: asked }: RecordedRequest,
  at: number,
): string {
  const [was, is] = [recorded[at], asked[at]];
  if (was === undefined || is === undefined)
    return `there are ${asked.length} messages, and were ${recorded.length}`;
  if (was.role !== is.role) return `messages[${at}] is the ${is.role}'s, and was the ${was.role}'s`;
  const from = countEqualCharacters(was.content, is.content);
  if (was.content === is.content) return `messages[${at}] has other tool calls`;
  const cut = (text: string): string => JSON.stringify(text.slice(Math.max(0, from - 20), from + shown));
  return `messages[${at}] differs from character ${from}: it says ${cut(is.content)}, and said ${cut(was.content)}`;
}

function countEqualCharacters(left: string, right: string): number {
  let at = 0;
  while (at < left.length && left[at] === right[at]) at += 1;
  return at;
}

function write(value: unknown): string {
  return value === undefined ? "" : toCanonicalJson(value);
}

function show(value: unknown): string {
  if (value === undefined) return "missing";
  const text = write(value);
  return text.length <= shown ? text : `${text.slice(0, shown)}…`;
}
