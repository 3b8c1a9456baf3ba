import type { SeenResult } from "../prompt/conversation-view.ts";
import { cite, quoteText } from "./cite.ts";
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

const [mostOpenPoints, mostNear, mostNotes] = [3, 2, 6];
const longestText = 6_000;
const nothing = /^Nothing was found\b/;

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
      return { title: capitalise(quoteText(nameComparison(intent))), text: composeComparison(done) };
    case "verify":
      return first.step.votes === undefined
        ? { title: capitalise(quoteText(intent.claim)), text: composeVerdict(intent.claim, result) }
        : { title: capitalise(quoteText(intent.claim)), text: composeVote(intent.claim, first) };
    case "vote":
      return { title, text: composeVote(intent.question, first) };
    case "plan":
      return { title, text: composePlan(result) };
    case "research":
      return { title, text: composeFindings(result) };
    default:
      return { title, text: composeText(result) };
  }
}

/** What research found: its answer sentence by sentence, else what comes nearest; then what stays open. */
export function composeFindings(result: SeenResult): string {
  const { lead, lists, numbered } = readParts(result.text);
  if (numbered.length > 0) return composeText(result);
  const [said, ...others] = lead;
  const isEmpty = said === undefined || nothing.test(said);
  const paragraphs = isEmpty ? [] : [said, ...others].map((paragraph) => cite(paragraph, result));
  if (isEmpty) {
    const near = (lists.get("What comes nearest") ?? []).slice(0, mostNear);
    paragraphs.push(`Nothing was found that answers this. [${result.evidenceId}]`);
    if (near.length > 0)
      paragraphs.push(`What comes nearest:\n${near.map((line) => `- ${cite(line, result)}`).join("\n")}`);
  }
  const open = (lists.get("Open points") ?? []).slice(0, mostOpenPoints);
  if (open.length > 0) paragraphs.push(`Open: ${open.map((point) => quoteText(point)).join(" ")}`);
  return shortenText(paragraphs.join("\n\n"));
}

/** Each subject with what was found of it, then the result that sets them side by side. */
function composeComparison(done: readonly StepState[]): string {
  const looks = done.filter(({ step }) => step.uses.length === 0);
  const together = done.find(({ step }) => step.uses.length > 0)?.results[0]?.evidenceId;
  const parts = looks.flatMap(({ step, results }) => {
    const result = results.find(({ evidenceId }) => evidenceId !== undefined);
    const subject = quoteText(step.task.replace(/^Research /, ""));
    return result === undefined ? [] : [`**${subject}**: ${composeFindings(result)}`];
  });
  if (together !== undefined)
    parts.push(`Side by side: ${looks.length} subjects, each from its own sources. [${together}]`);
  return parts.join("\n\n");
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

/** What any other agent said, as it stands. */
function composeText(result: SeenResult): string {
  const id = result.sources[0]?.id ?? result.evidenceId;
  return `${shortenText(quoteText(result.text.trim()))} [${id}]`;
}

function shortenText(text: string): string {
  return text.length <= longestText ? text : `${text.slice(0, longestText - 1)}…`;
}

function shorten(title: string): string {
  return title.length <= 120 ? title : `${title.slice(0, 119)}…`;
}
