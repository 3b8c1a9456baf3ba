import type { SeenResult } from "../prompt/conversation-view.ts";
import { cite, quoteText } from "./cite.ts";
import { readParts } from "./result-parts.ts";

const [mostOpenPoints, mostNear] = [3, 2];
const longestText = 6_000;
const nothing = /^Nothing was found\b/;
/** Open points that change nothing of what the reader should believe: how the search went, not what is doubtful. */
const harmless = /^(?:All findings come from one file|The best passage holds|Nothing found)/;

/** What research found: its answer sentence by sentence, else what comes nearest; then what stays open. */
export function composeFindings(result: SeenResult): string {
  const { lead, lists, numbered } = readParts(result.text);
  if (numbered.length > 0) return composeText(result);
  const [said, ...others] = lead;
  const isEmpty = said === undefined || nothing.test(said);
  const paragraphs = isEmpty ? [] : [said, ...others].map((paragraph) => cite(paragraph, result));
  if (isEmpty) paragraphs.push(...sayNothing(result, lists));
  const open = (lists.get("Open points") ?? [])
    .filter((point) => !harmless.test(point))
    .slice(0, mostOpenPoints);
  if (open.length > 0) paragraphs.push(`Open: ${open.map((point) => quoteText(point)).join(" ")}`);
  return shortenText(paragraphs.join("\n\n"));
}

/** That nothing was found, what was looked through, what comes nearest, and what to ask instead. */
function sayNothing(result: SeenResult, lists: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const near = (lists.get("What comes nearest") ?? []).slice(0, mostNear).map((line) => cite(line, result));
  const reason = (lists.get("Open points") ?? []).find((point) => point.startsWith("Nothing found"));
  const why =
    reason?.includes("no passage holds any") === true
      ? "none of them holds any of its words"
      : "no sentence in them answers it";
  const id = near.length === 0 ? ` [${result.evidenceId}]` : "";
  return [
    `Nothing was found that answers this. The ${quoteText(result.agentType)} agent looked through its documents, and ${why}.${id}`,
    ...(near.length === 0 ? [] : [`What comes nearest:\n${near.map((line) => `- ${line}`).join("\n")}`]),
    "Ask about one thing by the name that documents give it, or give the agent documents that speak of this.",
  ];
}

/** What any other agent said, as it stands. */
export function composeText(result: SeenResult): string {
  const id = result.sources[0]?.id ?? result.evidenceId;
  return `${shortenText(quoteText(result.text.trim()))} [${id}]`;
}

export function shortenText(text: string): string {
  return text.length <= longestText ? text : `${text.slice(0, longestText - 1)}…`;
}
