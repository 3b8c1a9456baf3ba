import { nearestName } from "@convoke/core";
import type { z } from "zod";
import { BrowserError } from "../errors/browser-error.ts";
import { type Action, actionSchema } from "./action.ts";
import { findRoleProblem } from "./check-roles.ts";
import { type Program, programSchema } from "./program.ts";

const actionNames = actionSchema.options.map((option) => option.shape.action.value);

/** How deep targets may stand within each other, and whatever else a program holds. */
const deepestValue = 64;

/**
 * Checks a program that came from outside. Throws `invalid_program` with the place of what is wrong in
 * `details.path`, and the name that was probably meant.
 *
 * @example
 * readProgram({ actions: [{ action: "clik", target: { text: "Pay" } }] });
 * // BrowserError: The program's actions[0].action is no known action; did you mean "click"?
 */
export function readProgram(value: unknown): Program {
  return readWith(programSchema, value, "program");
}

/** The same for one action. */
export function readAction(value: unknown): Action {
  return readWith(actionSchema, value, "action");
}

function readWith<Value>(schema: z.ZodType<Value>, value: unknown, what: string): Value {
  requireShallow(value, what);
  let parsed: z.ZodSafeParseResult<Value>;
  try {
    parsed = schema.safeParse(value);
  } catch (error) {
    // A getter or a proxy may throw whatever it likes.
    throw refuse(
      what,
      [],
      `cannot be read: ${error instanceof Error ? error.message.slice(0, 200) : "it throws"}`,
    );
  }
  if (!parsed.success) {
    const issue = chooseIssue(parsed.error.issues[0]!, []);
    throw refuse(what, issue.path, describeIssue(issue, value));
  }
  const problem = findRoleProblem(parsed.data);
  if (problem !== undefined) throw refuse(what, problem.path, problem.message);
  return parsed.data;
}

interface PlacedIssue {
  readonly issue: z.core.$ZodIssue;
  readonly path: readonly PropertyKey[];
}

/** Of a union, the branch that was meant: one whose own fields are all there and known. */
function chooseIssue(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): PlacedIssue {
  const path = [...above, ...issue.path];
  if (issue.code !== "invalid_union") return { issue, path };
  const branch = issue.errors.find(
    (issues) =>
      issues.length > 0 &&
      !issues.some(
        (inner) =>
          inner.path.length === 0 ||
          (inner.path.length === 1 &&
            inner.code === "invalid_type" &&
            inner.input === undefined &&
            isAbsent(inner)),
      ),
  );
  return branch === undefined ? { issue, path } : chooseIssue(branch[0]!, path);
}

function isAbsent(issue: z.core.$ZodIssue): boolean {
  return /received undefined|must be a text/.test(issue.message);
}

function describeIssue({ issue, path }: PlacedIssue, value: unknown): string {
  if (issue.code === "invalid_union" && path.at(-1) === "action") {
    const given = readAt(value, path);
    if (given === undefined) return `is missing; an action is one of ${actionNames.join(", ")}`;
    const nearest = typeof given === "string" ? nearestName(given, actionNames) : undefined;
    const hint =
      nearest === undefined ? `; known are ${actionNames.join(", ")}` : `; did you mean "${nearest}"?`;
    return `is no known action${hint}`;
  }
  if (issue.code === "unrecognized_keys") {
    const key = issue.keys[0]!;
    const nearest = nearestName(key, knownKeys(readAt(value, path)));
    const hint = nearest === undefined ? "" : `; did you mean "${nearest}"?`;
    return `has an unknown field ${JSON.stringify(key.slice(0, 100))}${hint}`;
  }
  return `is not valid: ${issue.message}`;
}

function knownKeys(holder: unknown): readonly string[] {
  const name = (holder as { readonly action?: unknown } | undefined)?.action;
  const option = actionSchema.options.find(({ shape }) => shape.action.value === name);
  if (option !== undefined) return Object.keys(option.shape);
  return name === undefined ? ["url", "actions", "timeoutMs", "role", "name", "exact", "nth", "within"] : [];
}

function readAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let current = value;
  for (const key of path) {
    if (typeof current !== "object" || current === null) return undefined;
    current = (current as Record<PropertyKey, unknown>)[key];
  }
  return current;
}

function refuse(what: string, path: readonly PropertyKey[], problem: string): BrowserError {
  const place = showPath(path);
  return new BrowserError(
    "invalid_program",
    `The ${what}${place === "" ? "" : `'s ${place}`} ${problem}.`.replace(/\?\.$/, "?"),
    {
      details: { path: place },
    },
  );
}

/** `actions[3].target.role`. */
function showPath(path: readonly PropertyKey[]): string {
  let shown = "";
  for (const key of path) {
    if (typeof key === "number") shown += `[${key}]`;
    else shown += shown === "" ? String(key) : `.${String(key)}`;
  }
  return shown;
}

/** Refuses what would overflow the stack of whoever reads it; a schema made in process is left alone. */
function requireShallow(value: unknown, what: string): void {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepestValue) throw refuse(what, [], `is nested deeper than ${deepestValue} levels`);
    const next: unknown[] = [];
    for (const item of level) {
      if (typeof item !== "object" || item === null || "_zod" in item) continue;
      const isSchemaOwner = "schema" in item;
      for (const [key, inner] of Object.entries(item)) {
        if (isSchemaOwner && key === "schema") continue;
        if (typeof inner === "object" && inner !== null) next.push(inner);
      }
    }
    if (next.length > 200_000) throw refuse(what, [], "holds too many values");
    level = next;
  }
}
