import type { SeenResult } from "../prompt/conversation-view.ts";
import { cite, quoteText } from "./cite.ts";
import { readParts } from "./result-parts.ts";
import type { StepState } from "./step.ts";

const mostQuotes = 3;

/** The verdict upon a claim, why, and the quotes that it rests on. */
export function composeVerdict(claim: string, result: SeenResult): string {
  const { lead } = readParts(result.text);
  const reasons = lead.filter((line) => !line.startsWith("Claim: ")).map((line) => quoteText(line));
  return [
    `Claim: ${quoteText(claim)}`,
    `${reasons.join(" ")} [${result.evidenceId}]`,
    ...listQuotes([result]),
  ].join("\n\n");
}

/** What the voters said, how many agree, and the quotes of those who do. */
export function composeVote(question: string, { step, results }: StepState): string {
  const votes = results.filter(({ evidenceId }) => evidenceId !== undefined);
  const groups = new Map<string, SeenResult[]>();
  for (const vote of votes) {
    const said = readSaid(vote);
    groups.set(said, [...(groups.get(said) ?? []), vote]);
  }
  const sorted = [...groups].toSorted(([, a], [, b]) => b.length - a.length);
  const [winner, ...others] = sorted;
  if (winner === undefined) return "";
  const all = Math.max(step.votes ?? 0, votes.length);
  const share = Math.round((winner[1].length / all) * 100);
  const isTied = others[0] !== undefined && others[0][1].length === winner[1].length;
  const lines = [
    `Vote on: ${quoteText(question)}`,
    `${isTied ? "No majority. Among the largest groups" : "Result"}: ${cite(winner[0], winner[1][0] ?? { sources: [] })} Agreement: ${winner[1].length} of ${all} votes (${share} %)${listIds(winner[1])}.`,
    ...others.map(
      ([said, own]) => `Another view (${own.length} of ${all}): ${quoteText(said)}${listIds(own)}`,
    ),
    ...(votes.length < all ? [`Without a vote: ${all - votes.length} of ${all}.`] : []),
    ...listQuotes(winner[1]),
  ];
  return lines.join("\n\n");
}

/** What a voter says, without how sure it is: equal words are equal votes. */
function readSaid({ text }: SeenResult): string {
  const first = readParts(text).lead[0] ?? "";
  return first.replace(/ \(confidence [^)]*\)/, "");
}

function listIds(votes: readonly SeenResult[]): string {
  return votes.map(({ evidenceId }) => ` [${evidenceId}]`).join("");
}

/** Each quote once, with its source. */
function listQuotes(results: readonly SeenResult[]): string[] {
  const quotes = new Map<string, string>();
  for (const { sources } of results)
    for (const { id, quote } of sources) if (quote !== "" && !quotes.has(quote)) quotes.set(quote, id);
  const lines = [...quotes].slice(0, mostQuotes).map(([quote, id]) => `- “${quoteText(quote)}” [${id}]`);
  return lines.length === 0 ? [] : [`Evidence:\n${lines.join("\n")}`];
}
