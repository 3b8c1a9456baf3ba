import type { SeenResult } from "../prompt/conversation-view.ts";
import { quoteText } from "./cite.ts";
import { composeComparison } from "./compose-comparison.ts";
import { composeFindings, composeText, shortenText } from "./compose-findings.ts";
import { composeVerdict, composeVote } from "./compose-verdict.ts";
import { capitalise } from "./read-work.ts";
import { nameComparison } from "./read-comparison.ts";
import { readParts } from "./result-parts.ts";
import type { StepState } from "./step.ts";

/** A part of the answer: what was asked for, and what came of it. */
export interface Section {
  readonly title: string;
  readonly text: string;
}

const mostNotes = 3;

/** Writes what the steps of one intent came to; `undefined` when none of them has a result. */
export function composeSection(group: readonly StepState[]): Section | undefined {
  const intent = group[0]?.step.intent;
  const done = group.filter(({ status }) => status === "done");
  const first = done[0];
  if (intent === undefined || first === undefined) return undefined;
  const result = first.results.find(({ evidenceId }) => evidenceId !== undefined);
  if (result === undefined) return undefined;
  const title = shorten(quoteText(capitalise(first.step.task)));
  switch (intent.kind) {
    case "compare":
      return {
        title: capitalise(quoteText(nameComparison(intent))),
        text: composeComparison(intent.subjects, done),
      };
    case "verify":
      return first.step.votes === undefined
        ? { title: capitalise(quoteText(intent.claim)), text: composeVerdict(intent.claim, result) }
        : { title: capitalise(quoteText(intent.claim)), text: composeVote(intent.claim, first) };
    case "vote":
      return { title, text: composeVote(intent.question, first) };
    case "plan":
      return { title: namePlan(title), text: composePlan(result) };
    case "research":
      return { title, text: composeFindings(result) };
    default:
      return { title, text: composeText(result) };
  }
}

/** "Create an implementation plan for …" is an order; its outcome is the "Implementation plan for …". */
function namePlan(task: string): string {
  const found =
    /^(?:create|make|write|draft|prepare|develop|produce|give|propose|generate)\s+(?:(?:an?|the|my|our)\s+)?((?:[\w-]+\s){0,4}?(?:plan|roadmap|strategy|schedule)\b.*)$/i.exec(
      task,
    );
  return capitalise(found?.[1] ?? task);
}

/** A plan as its numbered steps. */
function composePlan(result: SeenResult): string {
  const { lead, lists, numbered } = readParts(result.text);
  if (numbered.length === 0) return composeText(result);
  const paragraphs = [
    `${lead.map((line) => quoteText(line).replace(/\.$/, "")).join(" – ")} [${result.evidenceId}]`,
  ];
  paragraphs.push(numbered.map((line) => quoteText(line)).join("\n"));
  for (const name of ["Assumptions", "Risks"]) {
    const entries = (lists.get(name) ?? []).slice(0, mostNotes);
    if (entries.length > 0)
      paragraphs.push(`${name}:\n${entries.map((entry) => `- ${quoteText(entry)}`).join("\n")}`);
  }
  return shortenText(paragraphs.join("\n\n"));
}

function shorten(title: string): string {
  return title.length <= 120 ? title : `${title.slice(0, 119)}…`;
}
