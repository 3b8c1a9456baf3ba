import { ErrorCode, nearestName, OrchestrationError } from "@convoke/core";
import type { PlannerConstraints } from "../planner-input.ts";

const names = Object.keys({
  technologies: true,
  without: true,
  maxCostUsd: true,
  maxDurationMs: true,
  deadline: true,
  notes: true,
} satisfies Record<keyof PlannerConstraints, true>);

/** Names that people try first, and what they mean. */
const triedNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    budget: "maxCostUsd",
    cost: "maxCostUsd",
    maxCost: "maxCostUsd",
    duration: "maxDurationMs",
    maxDuration: "maxDurationMs",
    timeout: "maxDurationMs",
    due: "deadline",
    dueDate: "deadline",
    with: "technologies",
    exclude: "without",
    note: "notes",
  }),
);

/** Characters of all constraints together, as of a goal; entries of a list. */
const longest = 10_000;
const mostEntries = 100;

/**
 * Refuses constraints that nobody would heed and those that are too long.
 *
 * Throws `invalid_input` for unknown names (with the nearest known one), for lists of more than 100 entries, and for
 * more than 10,000 characters, all constraints counted together.
 */
export function checkConstraints(
  constraints: string | readonly string[] | PlannerConstraints | null | undefined,
): void {
  if (constraints === undefined || constraints === null) return;
  const fields = listFields(constraints);
  for (const [field, value] of fields) {
    if (!Array.isArray(value) || value.length <= mostEntries) continue;
    throw refuse(
      `${field} has ${value.length} entries, the planner takes ${mostEntries}: keep those that matter most.`,
      field,
    );
  }
  const lengths = fields.map(([field, value]) => ({ field, length: countCharacters(value) }));
  const total = lengths.reduce((sum, { length }) => sum + length, 0);
  if (total <= longest) return;
  const [most] = lengths.toSorted((left, right) => right.length - left.length);
  throw refuse(
    `The constraints have ${total} characters together${lengths.length > 1 ? ` (${most?.field} ${most?.length} of them)` : ""}, the planner takes ${longest}: say each in a few words, and pass a long text as research.`,
    most?.field ?? "constraints",
  );
}

function listFields(
  constraints: string | readonly string[] | PlannerConstraints,
): (readonly [field: string, value: unknown])[] {
  if (typeof constraints === "string" || Array.isArray(constraints)) return [["constraints", constraints]];
  const given = Object.entries(constraints).filter(([, value]) => value !== undefined);
  const unknown = given.find(([name]) => !names.includes(name))?.[0];
  if (unknown === undefined) return given.map(([name, value]) => [`constraints.${name}`, value] as const);
  const near = nearestName(unknown, [...names, ...triedNames.keys()]);
  const meant = near === undefined ? undefined : (triedNames.get(near) ?? near);
  throw refuse(
    `The constraint “${unknown.slice(0, 40)}” is unknown and would not be heeded.${meant === undefined ? "" : ` Did you mean “${meant}”?`} Known are ${names.join(", ")}.`,
    unknown.slice(0, 40),
  );
}

function countCharacters(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (!Array.isArray(value)) return 0;
  return value.reduce(
    (sum: number, entry: unknown) => sum + (typeof entry === "string" ? entry.length : 0),
    0,
  );
}

function refuse(message: string, constraint: string): OrchestrationError {
  return new OrchestrationError(ErrorCode.INVALID_INPUT, message, { details: { constraint } });
}
