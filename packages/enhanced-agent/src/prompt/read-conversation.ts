import type { DataBlock, ModelMessage } from "@convoke/core";
import { readResultBlock } from "../evidence/result-block.ts";
import { AgentState } from "../machine/agent-state.ts";
import { readAgents } from "./agent-list.ts";
import type { ConversationView, SeenResult } from "./conversation-view.ts";
import { readParts } from "./fence-with.ts";
import { formatSaid } from "./format-said.ts";
import { readStateLine } from "./state-line.ts";

/**
 * Reads back what `createFirstMessage` and `formatObservation` wrote, also after `trimHistory`. Only fences with the marker of
 * the first message and last lines count: whatever texts from outside imitate is text. Never throws.
 */
export function readConversation(messages: readonly ModelMessage[]): ConversationView {
  const first = messages.findIndex(({ role }) => role === "user");
  const opening = messages[first]?.content ?? "";
  const marker = readMarker(opening);
  const start = readBlocks(marker, opening);
  const results: SeenResult[] = [];
  const said: string[] = [];
  const votes: string[][] = [];
  let unmet: readonly string[] = [];
  let stand = readStateLine(opening);
  for (const message of messages.slice(first + 1)) {
    if (message.role === "assistant") said.push(formatSaid(message));
    if (message.role !== "user" && message.role !== "tool") continue;
    const here = message.role === "user" ? readStateLine(message.content) : undefined;
    if (here?.state === AgentState.VERIFYING) unmet = [];
    stand = here ?? stand;
    for (const block of readBlocks(marker, message.content)) {
      if (block.label === "UNMET") unmet = block.text.split("\n").map((line) => line.replace(/^- /, ""));
      if (block.label === "VOTES") votes.push(block.text.split("\n"));
      const result = readResultBlock(block);
      if (result !== undefined) keepResult(results, result);
    }
  }
  return {
    marker,
    prompt: start.find(({ label }) => label === "PROMPT")?.text ?? "",
    state: stand?.state ?? AgentState.PLANNING,
    allowed: stand?.allowed ?? [],
    agents: readAgents(start.find(({ label }) => label === "AGENTS")?.text ?? ""),
    earlier: readEarlier(start),
    results,
    votes,
    said,
    unmet,
  };
}

/** The marker that the first message of a run names; empty when it names none. */
export function readMarker(content: string): string {
  return /^Marker: (data-[0-9A-Za-z_-]+)\n/.exec(content)?.[1] ?? "";
}

function readBlocks(marker: string, content: string): readonly DataBlock[] {
  if (marker === "") return [];
  return readParts(marker, content).flatMap((part) => (part.kind === "block" ? [part.block] : []));
}

function readEarlier(blocks: readonly DataBlock[]): ConversationView["earlier"] {
  return blocks.flatMap(({ label, text }) => {
    const [, number] = /^EARLIER (\d+) PROMPT$/.exec(label) ?? [];
    if (number === undefined) return [];
    const answer = blocks.find((block) => block.label === `EARLIER ${number} ANSWER`)?.text ?? "";
    return [{ prompt: text, answer }];
  });
}

/** A result that is shown again, whole or shortened, is the same result: the longer text is kept, where it first stood. */
function keepResult(results: SeenResult[], result: SeenResult): void {
  const at = results.findIndex(
    ({ evidenceId }) => evidenceId !== undefined && evidenceId === result.evidenceId,
  );
  if (at === -1) results.push(result);
  else if (result.text.length > (results[at]?.text.length ?? 0)) results[at] = result;
}
