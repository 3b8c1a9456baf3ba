import type { DataBlock } from "@convoke/core";
import type { Delegation } from "../loop/delegation.ts";
import type { SeenResult } from "../prompt/conversation-view.ts";
import { clipText, toLine } from "./clip.ts";
import type { Evidence, EvidenceSource } from "./evidence.ts";

const label = /^RESULT (E\d+|-) (.*) ([a-z_]+)$/s;
/** A line of the text that reads like a source's: it gets a space in front, and so do those that have one already. */
const likeSource = /^( *\[E\d+\.\d+\] “)/gm;
const shifted = /^ ( *\[E\d+\.\d+\] “)/gm;
const sourceLine = /^\[(E\d+\.\d+)\] “(.*)”(?: \([^\n]*\))?$/;
const errorLead = "Error: ";
const longestError = 6_000;

/**
 * What the model is shown of a settled task: whose it is as the label; as the text what was asked, an empty line, the result or
 * the error in words, and a line for each source. `readResultBlock` reads it back, whatever the texts in it look like.
 *
 * @example
 * toResultBlock(delegation, evidence).label; // "RESULT E1 knowledge completed"
 */
export function toResultBlock(delegation: Delegation, evidence?: Evidence): DataBlock {
  const { agentType, capability, status, failure } = delegation;
  const who = toLine(agentType === "" ? (capability ?? "nobody") : agentType, 100) || "nobody";
  const text = evidence?.text ?? describeMissing(status, failure);
  return {
    label: `RESULT ${evidence?.id ?? "-"} ${who} ${status}`,
    text: [
      // Its own further lines are moved to the right, so that the first empty line ends it.
      `Task: ${delegation.task.replaceAll("\n", "\n  ")}\n`,
      text.replace(likeSource, " $1"),
      ...(evidence?.sources ?? []).map(formatSource),
    ].join("\n"),
  };
}

/** The inverse of `toResultBlock`: what the model was told of the task; `undefined` for any other block. */
export function readResultBlock(block: DataBlock): SeenResult | undefined {
  const [, id, agentType, status] = label.exec(block.label) ?? [];
  if (id === undefined || agentType === undefined || status === undefined) return undefined;
  const end = block.text.indexOf("\n\n");
  if (!block.text.startsWith("Task: ") || end === -1) return undefined;
  const lines = block.text.slice(end + 2).split("\n");
  const sources: { id: string; quote: string }[] = [];
  for (
    let source = sourceLine.exec(lines.at(-1) ?? "");
    source !== null;
    source = sourceLine.exec(lines.at(-1) ?? "")
  ) {
    lines.pop();
    sources.unshift({ id: source[1]!, quote: source[2]! });
  }
  const text = lines.join("\n").replace(shifted, "$1");
  return {
    ...(id !== "-" && { evidenceId: id }),
    agentType,
    task: block.text.slice("Task: ".length, end).replaceAll("\n  ", "\n"),
    status,
    text: id === "-" && text.startsWith(errorLead) ? text.slice(errorLead.length) : text,
    sources,
  };
}

function describeMissing(status: Delegation["status"], failure: Delegation["failure"]): string {
  if (status === "completed") return "The result is not among the evidence.";
  return `${errorLead}${clipText(failure?.message ?? `the task is ${status}`, longestError)}`;
}

/** One line; the last `”` of it ends the quote. */
function formatSource({ id, quote, title, location, line }: EvidenceSource): string {
  const place = location === undefined ? "" : `${location}${line === undefined ? "" : `:${line}`}`;
  const where = [title ?? "", place]
    .filter((part) => part !== "")
    .join(", ")
    .replaceAll("”", '"');
  return `[${id}] “${toLine(quote, 600)}”${where === "" ? "" : ` (${toLine(where, 2_400)})`}`;
}
