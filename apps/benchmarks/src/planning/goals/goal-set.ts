import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Goals as people write them, in two halves that are reported apart. */
export interface GoalSet {
  /** Written by somebody who knew the method library. */
  readonly knowingTheMethods: readonly string[];
  /** Written by somebody who had never seen it; nothing may be fitted to them. */
  readonly withoutKnowing: readonly string[];
}

/** The halves of a set, by the names under which they are reported. */
export const halves = ["knowingTheMethods", "withoutKnowing"] as const satisfies readonly (keyof GoalSet)[];

const shipped = fileURLToPath(new URL("goals.json", import.meta.url));

/** Reads a set of goals; throws an error that names the half that is missing, empty or holds something twice. */
export function readGoalSet(path: string = shipped): GoalSet {
  const data = JSON.parse(readFileSync(path, "utf8")) as Partial<Record<string, unknown>> | null;
  const read = (half: string): readonly string[] => {
    const goals = data?.[half];
    const isList = Array.isArray(goals) && goals.length > 0;
    if (!isList || !goals.every((goal) => typeof goal === "string" && goal.trim() !== ""))
      throw new Error(`${path} has no "${half}", a list of goals in words.`);
    if (new Set(goals).size < goals.length) throw new Error(`${path}: "${half}" holds a goal twice.`);
    return goals as string[];
  };
  return { knowingTheMethods: read("knowingTheMethods"), withoutKnowing: read("withoutKnowing") };
}
