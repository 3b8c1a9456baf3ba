import type { FieldModel } from "./field-model.ts";
import { isObject, isUnread } from "./form-value.ts";
import { readJson } from "./read-json.ts";

/** Something that is wrong with a form, and where: the keys and positions on the way. */
export interface FieldProblem {
  readonly path: readonly string[];
  readonly message: string;
  /** Whether only something is missing, which is no reproach while one still writes. */
  readonly isMissing: boolean;
}

/** The longest text that a pattern of a schema is tried on: patterns come from agents and may be slow. */
const longestMatched = 1_000;

/** Everything that is wrong with a value, at once; the server has the last word. */
export function findProblems(
  field: FieldModel,
  value: unknown,
  isRequired: boolean,
  path: readonly string[] = [],
): readonly FieldProblem[] {
  const say = (message: string): readonly FieldProblem[] => [{ path, message, isMissing: false }];
  if (value === undefined) return isRequired ? [{ path, message: "This is needed.", isMissing: true }] : [];
  if (isUnread(value)) {
    const { problem } = readJson(value.$unread);
    return problem === undefined ? [] : say(`Line ${problem.line}: ${problem.message}.`);
  }
  if (value === null && field.isNullable) return [];
  // A result of another step has whatever shape it has.
  if (isReference(value)) return [];
  switch (field.kind) {
    case "text":
      return typeof value === "string"
        ? checkText(field, value, isRequired, path)
        : say("This must be a text.");
    case "number":
      return checkNumber(field, value).flatMap(say);
    case "boolean":
      return typeof value === "boolean" ? [] : say("This must be yes or no.");
    case "choice":
      return field.options.includes(value)
        ? []
        : say(`This must be one of ${field.options.map(String).join(", ")}.`);
    case "constant":
      return value === field.value ? [] : say(`This must be ${String(field.value)}.`);
    case "list": {
      if (!Array.isArray(value)) return say("This must be a list.");
      const { item, minItems = 0, maxItems = Number.POSITIVE_INFINITY } = field;
      return [
        ...(value.length < minItems
          ? say(`At least ${minItems} ${minItems === 1 ? "entry is" : "entries are"} needed.`)
          : []),
        ...(value.length > maxItems ? say(`No more than ${maxItems} entries are taken.`) : []),
        ...value.flatMap((each, at) => findProblems(item, each, true, [...path, String(at)])),
      ];
    }
    case "object": {
      if (!isObject(value)) return say("This must be an object.");
      const known = new Set(field.properties.map(({ name }) => name));
      const unknown = field.isClosed ? Object.keys(value).filter((name) => !known.has(name)) : [];
      return [
        ...(unknown.length > 0 ? say(`Not known here: ${unknown.join(", ")}.`) : []),
        ...field.properties.flatMap(({ name, isRequired: isNeeded, field: part }) =>
          findProblems(part, value[name], isNeeded, [...path, name]),
        ),
      ];
    }
    case "union": {
      const tries = field.branches.map((branch) => findProblems(branch.field, value, isRequired, path));
      if (tries.some((problems) => problems.length === 0)) return [];
      return tries[findBranch(field, value)] ?? say("None of the shapes fits.");
    }
    case "json":
      return [];
  }
}

/** Which of the shapes a value has, by the fewest problems; the first when nothing is given. */
export function findBranch(field: FieldModel & { kind: "union" }, value: unknown): number {
  if (value === undefined) return 0;
  const counts = field.branches.map((branch) => {
    const problems = findProblems(branch.field, value, true);
    // A shape that only lacks something is nearer than one of another kind.
    return problems.reduce(
      (sum, { isMissing, path }) => sum + (isMissing ? 1 : path.length === 0 ? 100 : 10),
      0,
    );
  });
  return counts.indexOf(Math.min(...counts));
}

/** Whether a value stands for the result of another step. */
export function isReference(value: unknown): boolean {
  return isObject(value) && isObject(value.$fromTask);
}

function checkText(
  { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern, format }: FieldModel & { kind: "text" },
  value: string,
  isRequired: boolean,
  path: readonly string[],
): readonly FieldProblem[] {
  if (value === "" && isRequired) return [{ path, message: "This is needed.", isMissing: true }];
  const say = (message: string): readonly FieldProblem[] => [{ path, message, isMissing: false }];
  if (value.length < minLength) return say(`At least ${minLength} characters are needed.`);
  if (value.length > maxLength) return say(`No more than ${maxLength} characters are taken.`);
  if ((format === "uri" || format === "url") && !URL.canParse(value))
    return say("This is no address: write it with https://.");
  if (format === "email" && !/^[^\s@]+@[^\s@]+$/.test(value)) return say("This is no e-mail address.");
  if (format === "date" && !/^\d{4}-\d{2}-\d{2}$/.test(value)) return say("Write a date as 2026-12-24.");
  if (format === undefined && pattern !== undefined && !matches(pattern, value))
    return say(`This must match ${pattern}.`);
  return [];
}

function matches(pattern: string, value: string): boolean {
  // Nested repetitions can take longer than anybody waits; those are left to the server.
  if (value.length > longestMatched || /[+*}]\)?[+*{]/.test(pattern)) return true;
  try {
    return new RegExp(pattern, "u").test(value);
  } catch {
    return true;
  }
}

function checkNumber(field: FieldModel & { kind: "number" }, value: unknown): readonly string[] {
  if (typeof value !== "number" || !Number.isFinite(value))
    return ["This must be a number, such as 2 or 0.5."];
  const { isWhole, minimum, maximum, above, below } = field;
  if (isWhole && !Number.isInteger(value)) return ["This must be a whole number."];
  if (minimum !== undefined && value < minimum) return [`This must be ${minimum} or more.`];
  if (maximum !== undefined && value > maximum) return [`This must be ${maximum} or less.`];
  if (above !== undefined && value <= above) return [`This must be more than ${above}.`];
  if (below !== undefined && value >= below) return [`This must be less than ${below}.`];
  return [];
}
