import type { SeenResult } from "../prompt/conversation-view.ts";
import { quoteText } from "./cite.ts";
import { joinList } from "./read-list.ts";
import { readParts } from "./result-parts.ts";
import type { StepState } from "./step.ts";

const mostQuotes = 3;
/** What comes nearest to a claim that is not decided. */
const mostNear = 2;
const verdicts: Readonly<Record<string, string>> = {
  supported: "Supported",
  refuted: "Refuted",
  not_enough_info: "Not decided by the sources",
};

/** The verdict upon a claim, why, and the quotes that decide it. */
export function composeVerdict(claim: string, result: SeenResult): string {
  return [`Claim: ${quoteText(claim)}`, ...sayReasons([result])].join("\n\n");
}

/** Why, once for each view, and the quotes behind it; cited by the quotes, or as a whole where there are none. */
function sayReasons(results: readonly SeenResult[]): string[] {
  const quotes = new Map<string, string>();
  for (const result of results)
    for (const { id, quote } of listDeciding(result)) if (!quotes.has(quote)) quotes.set(quote, id);
  const shown = [...quotes].slice(0, mostQuotes);
  const reasons = results.map((result) => {
    const lines = readParts(result.text).lead.filter((line) => !line.startsWith("Claim: "));
    const isQuoted = shown.some(([, id]) => id.startsWith(`${result.evidenceId}.`));
    const said = lines.map((line) => quoteText(line)).join(" ");
    return isQuoted ? said : `${said} [${result.evidenceId}]`;
  });
  if (shown.length === 0) return reasons;
  const isDecided = results.some((result) => readStances(result).size > 0);
  const lines = shown.map(([quote, id]) => `- “${quoteText(quote)}” [${id}]`);
  return [...reasons, `${isDecided ? "Evidence" : "What comes nearest"}:\n${lines.join("\n")}`];
}

/** The sources that support or refute; where none does, those that come nearest. */
function listDeciding(result: SeenResult): readonly { readonly id: string; readonly quote: string }[] {
  const quoted = result.sources.filter(({ quote }) => quote !== "");
  const decisive = readStances(result);
  if (decisive.size === 0) return quoted.slice(0, mostNear);
  const found = quoted.filter(({ quote }) =>
    [...decisive].some((text) => text.startsWith(quote.slice(0, 200))),
  );
  return found.length > 0 ? found : quoted.slice(0, mostNear);
}

function readStances(result: SeenResult): ReadonlySet<string> {
  const entries = readParts(result.text).lists.get("Evidence") ?? [];
  return new Set(entries.flatMap((entry) => /^(?:supports|refutes): (.*)$/.exec(entry)?.[1] ?? []));
}

/** The verdict and by whom, then what the voters say, each view once, with the quotes that decide. */
export function composeVote(question: string, { step, results, votes = [] }: StepState): string {
  const views = results.filter(({ evidenceId }) => evidenceId !== undefined);
  const { groups, silent } = countVotes(votes);
  const all = Math.max(step.votes ?? 0, votes.length);
  const ids = views.map(({ evidenceId }) => ` [${evidenceId}]`).join("");
  return [
    `Vote on: ${quoteText(question)}`,
    groups.length === 0 ? `${all} were asked.${ids}` : sayOutcome(groups, { all, silent, ids }),
    ...sayReasons(views),
  ].join("\n\n");
}

type Group = readonly [answer: string, voters: readonly string[]];

function sayOutcome(
  groups: readonly Group[],
  { all, silent, ids }: { readonly all: number; readonly silent: readonly string[]; readonly ids: string },
): string {
  const [winner, second] = groups;
  const count = winner?.[1].length ?? 0;
  const isTied = second !== undefined && second[1].length === count;
  const verdict = isTied
    ? "The votes are tied"
    : (verdicts[winner?.[0] ?? ""] ?? quoteText(winner?.[0] ?? ""));
  const tally = groups
    .map(([answer, voters]) => `${quoteText(answer)}: ${voters.length} of ${all}, by ${nameAll(voters)}`)
    .join("; ");
  const share = isTied ? "" : ` Agreement ${Math.round((count / all) * 100)} %`;
  const unheard =
    silent.length === 0 ? "" : ` Without a vote: ${silent.length} of ${all}, ${nameAll(silent)}.`;
  return `**${verdict}.**${share} (${tally}).${ids}${unheard}`;
}

/** "two knowledge agents" for voters without names of their own. */
function nameAll(voters: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const voter of voters) counts.set(voter, (counts.get(voter) ?? 0) + 1);
  return joinList(
    [...counts].map(([name, count]) => (count === 1 ? quoteText(name) : `${quoteText(name)} ×${count}`)),
  );
}

/** Equal answers and who gave them, most first; and who gave none. */
function countVotes(votes: readonly string[]): {
  readonly groups: readonly Group[];
  readonly silent: readonly string[];
} {
  const counts = new Map<string, string[]>();
  const silent: string[] = [];
  for (const line of votes) {
    const [, type = "", name, status, answer = ""] =
      /^(\S+)(?: \((.{1,150}?)\))? (completed|failed|cancelled|[a-z_]+): (.*)$/.exec(line) ?? [];
    const voter = name ?? (type === "" ? "somebody" : type);
    if (status !== "completed") {
      silent.push(voter);
      continue;
    }
    const bare = answer.replace(/^"(.*)"$/, "$1");
    counts.set(bare, [...(counts.get(bare) ?? []), voter]);
  }
  return { groups: [...counts].toSorted(([, a], [, b]) => b.length - a.length), silent };
}
