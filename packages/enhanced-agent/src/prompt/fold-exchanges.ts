import type { ModelMessage } from "@convoke/core";
import { readResultBlock } from "../evidence/result-block.ts";
import { estimateTokens } from "./estimate-tokens.ts";
import { fenceWith, readBlocks } from "./fence-with.ts";
import { cutText, toOneLine } from "./one-line.ts";

const foldLabel = "LEFT OUT";
/** Characters of a task in the list of what is left out. */
const longestTask = 100;
/** Tokens of a line of that list, about. */
const tokensOfLine = 40;
const mostLines = 40;
const counted = /^(\d+) earlier exchanges are left out/;
const uncounted = /^… and (\d+) before these$/;

/** What is to be folded: the messages after the beginning, up to where the newest exchange begins. */
export interface FoldRange {
  readonly from: number;
  readonly to: number;
  readonly marker: string;
  /** Tokens of all messages to come down to. */
  readonly goal: number;
}

/**
 * Replaces the oldest exchanges by one that says how many there were and lists their results by id, agent and task, the latest of
 * them; as many exchanges as it takes to come down to `goal`. Folding a folded history goes on counting.
 */
export function foldExchanges(
  messages: readonly ModelMessage[],
  { from, to, marker, goal }: FoldRange,
): readonly ModelMessage[] {
  const starts = listStarts(messages, from, to);
  const lines = Math.max(1, Math.min(mostLines, Math.floor((0.1 * goal) / tokensOfLine)));
  let folded = messages;
  // One exchange alone gains nothing.
  for (let count = 2; count <= starts.length; count += 1) {
    const end = starts[count] ?? to;
    folded = [
      ...messages.slice(0, from),
      ...writeFold(messages.slice(from, end), marker, lines),
      ...messages.slice(end),
    ];
    if (estimateTokens(folded) <= goal) break;
  }
  return folded;
}

/** Where exchanges begin: with what the model wrote. */
function listStarts(messages: readonly ModelMessage[], from: number, to: number): readonly number[] {
  const starts: number[] = [];
  for (let at = from; at < to; at += 1) if (messages[at]?.role === "assistant") starts.push(at);
  return starts;
}

function writeFold(left: readonly ModelMessage[], marker: string, most: number): readonly ModelMessage[] {
  let exchanges = 0;
  let before = 0;
  const results: string[] = [];
  for (const message of left) {
    if (message.role === "assistant") exchanges += 1;
    const earlier = counted.exec(message.content);
    // The fold itself is no exchange.
    if (earlier !== null) exchanges += Number(earlier[1]) - 1;
    for (const block of readBlocks(marker, [message])) {
      if (block.label === foldLabel) {
        for (const line of block.text.split("\n")) {
          const more = uncounted.exec(line);
          if (more === null) results.push(line);
          else before += Number(more[1]);
        }
        continue;
      }
      const result = readResultBlock(block);
      if (result === undefined) continue;
      const { evidenceId = "-", agentType, status, task } = result;
      results.push(`${evidenceId} ${agentType} ${status}: ${cutText(toOneLine(task), longestTask)}`);
    }
  }
  const shown = results.slice(-most);
  before += results.length - shown.length;
  const text = [...(before === 0 ? [] : [`… and ${before} before these`]), ...shown].join("\n");
  const last = left.at(-1)?.content ?? "";
  const parts = [
    `${exchanges} earlier exchanges are left out to save room; their results can be cited by their ids, and asking for the same again shows one whole.`,
    ...(text === "" ? [] : [fenceWith(marker, [{ label: foldLabel, text }])]),
    // It may be the state line.
    last.slice(last.lastIndexOf("\n") + 1),
  ];
  return [
    { role: "assistant", content: "(What I wrote before is left out.)" },
    { role: "user", content: parts.join("\n\n") },
  ];
}
