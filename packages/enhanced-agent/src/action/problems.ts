import type { KnownAction } from "./vocabulary.ts";
import type { ActionProblem } from "./written-action.ts";

/** Problems of one message that are told; more help nobody. */
const mostProblems = 100;
/** Characters of what was found that are shown. */
const longestFound = 80;

/** Collects problems up to a bound; `too_long` always has its place. */
export function createProblemList(): { readonly list: ActionProblem[]; add(problem: ActionProblem): void } {
  const list: ActionProblem[] = [];
  return {
    list,
    add(problem) {
      const most = problem.code === "too_long" ? mostProblems : mostProblems - 2;
      if (list.length < most) list.push({ ...problem, found: showFound(problem.found) });
    },
  };
}

/** A text as a problem shows it: one line of at most 80 characters. */
export function showFound(text: string): string {
  const head = text.slice(0, 4 * longestFound).trim();
  if (head.length <= longestFound && text.length <= 4 * longestFound) return head;
  const cut = head.slice(0, longestFound - 1);
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/** The form of an action, ready to be filled in. */
export function showForm({ name, fields }: Pick<KnownAction, "name" | "fields">): string {
  return [`ACTION: ${name}`, ...fields.map((field) => `${field}: …`), "---END---"].join("\n");
}
