import type { Task } from "@convoke/core";
import { readPlan, readResearch } from "../sections/results.ts";
import type { FormatPlace } from "./citations.ts";
import { formatPlanSteps } from "./plan-lines.ts";
import { formatQuotes } from "./quotes.ts";
import { countOf, formatField } from "./text.ts";

/** What each completed step of a plan came to: an answer with its places, or a plan of its own. */
export function formatResults(
  tasks: readonly Task[],
  {
    width,
    formatPlace,
    packages,
  }: { width: number; formatPlace: FormatPlace; packages?: number | undefined },
): string[] {
  const lines = tasks.flatMap((task, position) => {
    const research = readResearch(task);
    const plan = readPlan(task);
    if (research === undefined && plan === undefined) return [];
    const step = formatField(`Step ${position + 1}`, task.description, { width });
    if (plan !== undefined) return [...step, ...formatPlanSteps("Result", plan, { width })];
    return research?.answer === undefined
      ? [...step, ...formatField("Answer", (research?.openPoints ?? []).join(" "), { width })]
      : [...step, ...formatQuotes("Answer", research.citations, { width, formatPlace })];
  });
  if (lines.length === 0) return formatField("Answer", "none: no step of the plan completed", { width });
  const isSilent = tasks.some((task) => readResearch(task)?.answer === undefined && readResearch(task));
  const known =
    packages === undefined
      ? "The knowledge agent knows only what the server gives it to read."
      : `The knowledge agent knows only the documentation of the ${countOf(packages, "package")} installed here.`;
  return [...lines, ...(isSilent ? formatField("Note", known, { width }) : [])];
}
