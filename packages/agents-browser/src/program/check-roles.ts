import { nearestName } from "@convoke/core";
import { ariaRoles } from "./aria-roles.ts";

interface RoleProblem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

const placesOfTargets = ["target", "to", "for", "that", "expect", "within", "of", "actions"];
const targetsOfExpectations = [
  "visible",
  "hidden",
  "checked",
  "unchecked",
  "enabled",
  "disabled",
  "value",
  "count",
];

/** Finds a role that no element can have; the page would be searched for it in vain. */
export function findRoleProblem(value: unknown, path: readonly PropertyKey[] = []): RoleProblem | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const problem = findRoleProblem(item, [...path, index]);
      if (problem !== undefined) return problem;
    }
    return undefined;
  }
  const fields = value as Readonly<Record<string, unknown>>;
  if (typeof fields.role === "string" && !ariaRoles.has(fields.role)) {
    const nearest = nearestName(fields.role, ariaRoles);
    const hint = nearest === undefined ? "" : `; did you mean "${nearest}"?`;
    return { path: [...path, "role"], message: `is no ARIA role${hint}` };
  }
  for (const key of [...placesOfTargets, ...targetsOfExpectations]) {
    const problem = findRoleProblem(fields[key], [...path, key]);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
