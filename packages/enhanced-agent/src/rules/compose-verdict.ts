import type { SeenResult } from "../prompt/conversation-view.ts";
import { quoteText } from "./cite.ts";
import { readParts } from "./result-parts.ts";
import type { StepState } from "./step.ts";

const mostQuotes = 3;

/** The verdict upon a claim, why, and the quotes that it rests on. */
export function composeVerdict(claim: string, result: SeenResult): string {
  return [`Claim: ${quoteText(claim)}`, sayReasons(result), ...listQuotes([result])].join("\n\n");
}

function sayReasons(result: SeenResult): string {
  const lines = readParts(result.text).lead.filter((line) => !line.startsWith("Claim: "));
  return `${lines.map((line) => quoteText(line)).join(" ")} [${result.evidenceId}]`;
}

/** How the votes fell, then what the voters say, each view once, with its evidence. */
export function composeVote(question: string, { step, results, votes = [] }: StepState): string {
  const views = results.filter(({ evidenceId }) => evidenceId !== undefined);
  const { groups, silent } = countVotes(votes);
  const all = Math.max(step.votes ?? 0, votes.length);
  const tally = groups.map(([answer, count]) => `${quoteText(answer)}: ${count} of ${all}`).join("; ");
  const [winner, second] = groups;
  const share = winner === undefined ? 0 : Math.round((winner[1] / all) * 100);
  const isTied = winner !== undefined && second !== undefined && winner[1] === second[1];
  const ids = views.map(({ evidenceId }) => ` [${evidenceId}]`).join("");
  const outcome = isTied ? "The votes are tied" : `Agreement ${share} %`;
  const unheard = silent === 0 ? "" : ` Without a vote: ${silent} of ${all}.`;
  return [
    `Vote on: ${quoteText(question)}`,
    tally === "" ? `${all} were asked.${ids}` : `${outcome} (${tally}).${ids}${unheard}`,
    ...views.map(sayReasons),
    ...listQuotes(views),
  ].join("\n\n");
}

/** Equal answers and how many gave them, most first. */
function countVotes(votes: readonly string[]): {
  readonly groups: readonly (readonly [string, number])[];
  readonly silent: number;
} {
  const counts = new Map<string, number>();
  let silent = 0;
  for (const line of votes) {
    const answer = /^.*? completed: (.*)$/.exec(line)?.[1];
    if (answer === undefined) silent += 1;
    else {
      const bare = answer.replace(/^"(.*)"$/, "$1");
      counts.set(bare, (counts.get(bare) ?? 0) + 1);
    }
  }
  return { groups: [...counts].toSorted(([, a], [, b]) => b - a), silent };
}

/** Each quote once, with its source. */
function listQuotes(results: readonly SeenResult[]): string[] {
  const quotes = new Map<string, string>();
  for (const { sources } of results)
    for (const { id, quote } of sources) if (quote !== "" && !quotes.has(quote)) quotes.set(quote, id);
  const lines = [...quotes].slice(0, mostQuotes).map(([quote, id]) => `- “${quoteText(quote)}” [${id}]`);
  return lines.length === 0 ? [] : [`Evidence:\n${lines.join("\n")}`];
}
