import { formatTable } from "../report/format-table.ts";
import type { PromptOutcome } from "./run-prompt.ts";

const header = [
  "prompt",
  "success",
  "steps",
  "tokens in",
  "tokens out",
  "delegations",
  "citations",
  "refusals",
  "recoveries",
  "problems",
  "seconds",
];

const counted = [
  "replies",
  "inputTokens",
  "outputTokens",
  "delegations",
  "citations",
  "refusals",
  "recoveries",
  "problems",
] as const;

/** A table of all prompts with their sum, and why those that failed did. */
export function formatOutcomes(outcomes: readonly PromptOutcome[]): string {
  const rows = outcomes.map((outcome) => [
    outcome.name,
    outcome.success ? "yes" : "no",
    ...counted.map((name) => String(outcome[name])),
    outcome.seconds.toFixed(1),
  ]);
  const sum = (read: (outcome: PromptOutcome) => number): number =>
    outcomes.reduce((total, outcome) => total + read(outcome), 0);
  const total = [
    "all",
    `${outcomes.filter(({ success }) => success).length} of ${outcomes.length}`,
    ...counted.map((name) => String(sum((outcome) => outcome[name]))),
    sum(({ seconds }) => seconds).toFixed(1),
  ];
  const reasons = outcomes.flatMap(({ name, shortcomings }) =>
    shortcomings.length === 0 ? [] : [`- ${name}: ${shortcomings.join("; ")}`],
  );
  return [formatTable(header, [...rows, total]), ...(reasons.length === 0 ? [] : ["", ...reasons])].join(
    "\n",
  );
}
