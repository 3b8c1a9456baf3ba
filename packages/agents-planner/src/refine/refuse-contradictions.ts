import { ErrorCode, OrchestrationError } from "@convoke/core";
import type { Goal } from "../goal/goal.ts";
import type { Change } from "./change.ts";
import { listTokens } from "./find-steps.ts";

/** Throws `invalid_input`, naming both sides, when changes ask for what they or the plan's goal exclude. */
export function refuseContradictions(changes: readonly Change[], goal: Goal): void {
  const excluded = [
    ...changes.flatMap((change) =>
      change.kind === "leave-out"
        ? [{ name: change.name, said: `the change says “${change.said}”` }]
        : change.kind === "replace"
          ? [{ name: change.from, said: `the change says “${change.said}”` }]
          : [],
    ),
    ...[goal, ...goal.clauses].flatMap(({ exclusions }) =>
      exclusions.map((name) => ({ name, said: `the plan's goal says “without ${name}”` })),
    ),
  ];
  for (const change of changes) {
    const name = nameAdded(change);
    const other = excluded.find((entry) => name !== undefined && isSame(entry.name, name));
    if (name === undefined || other === undefined) continue;
    throw new OrchestrationError(
      ErrorCode.INVALID_INPUT,
      `“${change.said}” asks for “${name}”, but ${other.said}: drop one of the two.`,
      { details: { name, excluded: other.name } },
    );
  }
}

function nameAdded(change: Change): string | undefined {
  if (change.kind === "add-feature" || change.kind === "use") return change.name;
  return change.kind === "replace" ? change.to : undefined;
}

function isSame(one: string, other: string): boolean {
  const [first, second] = [listTokens(one), listTokens(other)];
  return first.length > 0 && first.length === second.length && first.every((token) => second.includes(token));
}
