import type { DataBlock } from "@convoke/core";
import type { ActionOutcome } from "../action/action-definition.ts";
import type { ActionProblem } from "../action/written-action.ts";
import type { AgentState } from "../machine/agent-state.ts";
import { breakMarker, fenceWith } from "./fence-with.ts";
import { formatLastReply } from "./last-reply.ts";
import { cutText, toOneLine } from "./one-line.ts";
import { formatStateLine } from "./state-line.ts";

/** An outcome and the action that came to it. */
export interface NamedOutcome {
  readonly action: string;
  readonly outcome: ActionOutcome;
}

/** What the model is told after a reply. */
export interface Observation {
  readonly marker: string;
  /** Left out where each is sent as the answer to its own tool call. */
  readonly outcomes?: readonly NamedOutcome[];
  /** Sentences of the agent's own: what was refused, what was not performed and why. */
  readonly notes?: readonly string[];
  readonly problems?: readonly ActionProblem[];
  readonly state: AgentState;
  readonly allowed: readonly string[];
  /** Whether the next reply is the last one that the run has. */
  readonly isLastStep?: boolean;
}

/** Characters of a note or of an example. */
const longestNote = 2_000;
/** Problems that are told at once: a model that has to mend more loses the thread. */
const mostProblems = 5;
const mostUnmet = 20;
const longestUnmet = 500;

/** What became of one action: its note, its data fenced, and as a block `UNMET` what its checks found wrong. */
export function formatOutcome(marker: string, { action, outcome }: NamedOutcome): string {
  const note = formatNote(marker, `${action}: ${outcome.note}`);
  const unmet = readUnmet(outcome);
  const blocks = [...(outcome.data ?? []), ...(unmet === undefined ? [] : [unmet])];
  return blocks.length === 0 ? note : `${note}\n\n${fenceWith(marker, blocks)}`;
}

/** The text of the message that follows a reply: outcomes, notes, problems, and as its last line the state line. */
export function formatObservation({
  marker,
  outcomes = [],
  notes = [],
  problems = [],
  state,
  allowed,
  isLastStep = false,
}: Observation): string {
  const parts = [
    ...outcomes.map((outcome) => formatOutcome(marker, outcome)),
    ...notes.map((note) => formatNote(marker, note)),
    ...problems.slice(0, mostProblems).map((problem) => formatProblem(marker, problem)),
  ];
  if (problems.length > mostProblems) parts.push(`And ${problems.length - mostProblems} more problems.`);
  if (isLastStep) parts.push(formatLastReply(allowed));
  return [...parts, formatStateLine(state, allowed)].join("\n\n");
}

/** Further lines are indented, so that none of them looks like a line of the agent's. */
function formatNote(marker: string, note: string): string {
  const lines = cutText(note, longestNote).split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/);
  return breakMarker(marker, lines.join("\n  "));
}

function formatProblem(marker: string, { code, line, expected, found, example }: ActionProblem): string {
  const where = line === 0 ? "" : `, line ${line}`;
  const what = `Problem (${code}${where}): expected ${toOneLine(expected)}; found “${toOneLine(found)}”.`;
  return breakMarker(marker, example === "" ? what : `${what} Right is:\n${cutText(example, longestNote)}`);
}

function readUnmet({ result }: ActionOutcome): DataBlock | undefined {
  if (result?.type !== "answered" && result?.type !== "verified") return undefined;
  const failed = result.checks.filter(({ passed }) => !passed);
  if (failed.length === 0) return undefined;
  const lines = failed.slice(0, mostUnmet).map(({ about, problem }) => {
    return `- ${cutText(toOneLine(problem === undefined ? about : `${about}: ${problem}`), longestUnmet)}`;
  });
  if (failed.length > mostUnmet) lines.push(`- and ${failed.length - mostUnmet} more`);
  return { label: "UNMET", text: lines.join("\n") };
}
