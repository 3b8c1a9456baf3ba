import type { Problem } from "../../../api/problem.ts";
import type { FieldProblem } from "../../forms/find-problems.ts";
import { toLabel } from "../../forms/name-branch.ts";

/** The keys and positions that a path in a problem document names: `body.plan.tasks.0.description`, `plan.tasks[0]`. */
export function readProblemPath(path: string): readonly string[] {
  const keys = path.split(/[.[\]]+/).filter((key) => key !== "");
  return keys[0] === "body" ? keys.slice(1) : keys;
}

/** What the server says is wrong, at the fields it is about; what is about no field comes under the empty path. */
export function placeProblems({ detail, problems = [] }: Problem): readonly FieldProblem[] {
  if (problems.length === 0) return [{ path: [], message: detail, isMissing: false }];
  return problems.map(({ path, message }) => ({ path: readProblemPath(path), message, isMissing: false }));
}

/** Messages by path, as fields look them up. */
export function groupProblems(problems: readonly FieldProblem[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const { path, message } of problems) {
    const key = path.join(".");
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [message]);
    else if (!group.includes(message)) group.push(message);
  }
  return groups;
}

/** Where a problem is, in words: `Step 2, description`. */
export function describePath(path: readonly string[]): string {
  const [first, second, third, ...rest] = path;
  const name = (keys: readonly (string | undefined)[]): string => {
    const words = keys
      .filter((key) => key !== undefined)
      .map((key) => (/^\d+$/.test(key) ? String(Number(key) + 1) : toLabel(key)));
    return words
      .map((word, at) => (at === 0 ? word : word.charAt(0).toLowerCase() + word.slice(1)))
      .join(", ");
  };
  if (first !== "plan" || second === undefined) return name(path);
  if (second === "task" && third !== undefined) return name([third, ...rest]);
  if ((second !== "tasks" && second !== "subtasks") || third === undefined)
    return name([second, third, ...rest]);
  const step = `Step ${Number(third) + 1}`;
  return rest.length === 0 ? step : `${step}, ${name(rest).replace(/^./, (letter) => letter.toLowerCase())}`;
}
