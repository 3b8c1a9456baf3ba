import type { DataBlock, ModelMessage } from "@convoke/core";
import { fenceWith, type MessagePart, readParts } from "./fence-with.ts";
import { shortenBlockText, shortenText } from "./shorten-text.ts";

/** How much is left: the first sentences, or hardly more than a line. */
export type Shortness = "summary" | "line";

const charactersOfData: Readonly<Record<Shortness, number>> = { summary: 600, line: 160 };
const charactersOfWords: Readonly<Record<Shortness, number>> = { summary: 2_000, line: 300 };
const charactersOfOwn: Readonly<Record<Shortness, number>> = { summary: 600, line: 200 };
/** Nothing is shortened for less: the remark that says so takes as much. */
const leastSaving = 150;
/** No action has as many fields. */
const mostFields = 24;

const remark = /^\n\(The data above is shortened from (\d+) characters; [^\n]*\)/;

/** A message of the agent to the model with the texts of its blocks shortened; labels, first lines and ids of sources stay. */
export function shortenShownMessage(
  marker: string,
  message: ModelMessage,
  shortness: Shortness,
): ModelMessage {
  if (message.role !== "user" && message.role !== "tool") return message;
  const parts = marker === "" ? [words(message.content)] : readParts(marker, message.content);
  const pieces: string[] = [];
  for (const [at, part] of parts.entries()) {
    const before = parts[at - 1];
    if (part.kind === "block") pieces.push(shortenBlock(marker, part.block, parts[at + 1], shortness));
    else
      pieces.push(
        shortenWords(before?.kind === "block" ? part.text.replace(remark, "") : part.text, shortness),
      );
  }
  const content = pieces.join("");
  return content === message.content ? message : { ...message, content };
}

/** A message of the model with its text, and the texts in its calls, shortened. */
export function shortenOwnMessage(message: ModelMessage, shortness: Shortness): ModelMessage {
  if (message.role !== "assistant") return message;
  const most = charactersOfOwn[shortness];
  const content = shortenSaid(message.content, most);
  const toolCalls = message.toolCalls?.map((call) => ({
    ...call,
    arguments: shortenArguments(call.arguments, most),
  }));
  return { ...message, content, ...(toolCalls !== undefined && { toolCalls }) };
}

function words(text: string): MessagePart {
  return { kind: "words", text };
}

function shortenBlock(
  marker: string,
  block: DataBlock,
  next: MessagePart | undefined,
  shortness: Shortness,
): string {
  const [, earlier] = remark.exec(next?.kind === "words" ? next.text : "") ?? [];
  const text = shortenBlockText(block.text, charactersOfData[shortness]);
  const saves = block.text.length - text.length >= leastSaving;
  const fenced = fenceWith(marker, [saves ? { label: block.label, text } : block]);
  if (!saves && earlier === undefined) return fenced;
  const total = earlier ?? String(block.text.length);
  return `${fenced}\n(The data above is shortened from ${total} characters; ask for the same again to read it whole.)`;
}

/** The last line stays: it may be the state line. */
function shortenWords(text: string, shortness: Shortness): string {
  const endOfWords = text.lastIndexOf("\n") + 1;
  const head = text.slice(0, endOfWords).trimEnd();
  const short = shortenSaid(head, charactersOfWords[shortness]);
  return short === head ? text : `${short}\n\n${text.slice(endOfWords)}`;
}

/** Says so at its end when it shortens, with the length that the text had at first. */
function shortenSaid(text: string, most: number): string {
  const [all = "", earlier] = /\n\(Shortened from (\d+) characters\.\)$/.exec(text) ?? [];
  const bare = text.slice(0, text.length - all.length);
  if (bare.length <= most + leastSaving) return text;
  return `${shortenText(bare, most)}\n(Shortened from ${earlier ?? bare.length} characters.)`;
}

/** Objects keep their fields while these are few; whatever else is large becomes a shortened text of its JSON. */
function shortenArguments(value: unknown, most: number): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return shortenField(value, most);
  const fields = Object.entries(value).map(([name, field]) => [name, shortenField(field, most)]);
  if (fields.length > mostFields) return { shortened: shortenField(JSON.stringify(value), most) };
  return Object.fromEntries(fields);
}

function shortenField(field: unknown, most: number): unknown {
  if (typeof field === "string") return shortenSaid(field, most);
  const json = JSON.stringify(field) ?? "";
  return json.length <= most + leastSaving ? field : shortenSaid(json, most);
}
