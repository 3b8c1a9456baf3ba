import { nearestName } from "@convoke/core";
import type { z } from "@hono/zod-openapi";
import type { RequestProblem } from "../api/problem.ts";

type Issue = z.core.$ZodIssue;

/** What is reported of one request; the rest is counted. */
const mostProblems = 50;
const longestPart = 80;

/** Everything that is wrong with a value, each with its path below `place`. */
export function describeIssues(place: string, issues: readonly Issue[]): readonly RequestProblem[] {
  const problems: RequestProblem[] = [];
  let left = 0;
  const add = (path: readonly PropertyKey[], message: string): void => {
    if (problems.length === mostProblems) left++;
    else problems.push({ path: [place, ...path.map(showPart)].join("."), message });
  };
  const visit = (list: readonly Issue[], above: readonly PropertyKey[]): void => {
    for (const issue of list) {
      const path = [...above, ...issue.path];
      const branch = issue.code === "invalid_union" ? findMeantBranch(issue.errors) : undefined;
      if (branch !== undefined) visit(branch, path);
      else if (issue.code === "unrecognized_keys") {
        for (const key of issue.keys) add([...path, key], "is not known here: check how it is written");
      } else add(path, describeMessage(issue));
    }
  };
  visit(issues, []);
  if (left > 0) problems.push({ path: place, message: `has ${left} more problems` });
  return problems;
}

/** The one alternative of a union whose shape the value has, if there is one: what is wrong with that is worth telling. */
function findMeantBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const distances = branches.map((issues) => issues.filter(isOfShape).length);
  const least = Math.min(...distances);
  const nearest = branches.filter((_, index) => distances[index] === least);
  return nearest.length === 1 ? nearest[0] : undefined;
}

/** Whether an issue says that the value as a whole is another thing, rather than that a part of it is bad. */
function isOfShape(issue: Issue): boolean {
  if (issue.path.length === 0) return true;
  if (issue.path.length > 1) return false;
  if (issue.code === "invalid_type") return issue.input === undefined;
  return issue.code === "invalid_value" || issue.code === "invalid_union";
}

function describeMessage(issue: Issue): string {
  if ("discriminator" in issue && "options" in issue && issue.discriminator !== undefined) {
    const options = (issue.options as readonly unknown[]).map(String);
    const given = readText((issue.input as Record<string, unknown> | undefined)?.[issue.discriminator]);
    const nearest = given === undefined ? undefined : nearestName(given, options);
    const hint = nearest === undefined ? "" : `. Did you mean "${nearest}"?`;
    return `must be one of ${options.map((option) => `"${option}"`).join(", ")}${hint}`;
  }
  if (issue.code === "invalid_type" && issue.input === undefined) return "is missing";
  return issue.message.length > 500 ? `${issue.message.slice(0, 500)}…` : issue.message;
}

function readText(value: unknown): string | undefined {
  return typeof value === "string" && value.length <= longestPart ? value : undefined;
}

function showPart(part: PropertyKey): string {
  const text = String(part);
  return text.length <= longestPart ? text : `${text.slice(0, longestPart)}…`;
}
