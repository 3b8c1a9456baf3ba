import type { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import type { SchemaIssue, StandardSchemaV1 } from "../registry/standard-schema.ts";

/** More problems than this are counted, not listed. */
const listedIssues = 10;

/** Returns what the schema makes of `value`; throws `code` with all problems and their paths when it refuses. */
export async function validateValue<Value>(
  schema: StandardSchemaV1<never, Value> | StandardSchemaV1<unknown, Value>,
  value: unknown,
  code: ErrorCode,
  what: string,
): Promise<Value> {
  const checked = await schema["~standard"].validate(value);
  if (checked.issues === undefined) return checked.value;
  const shown = checked.issues.slice(0, listedIssues).map(describeIssue).join("; ");
  const rest = checked.issues.length - listedIssues;
  const more = rest > 0 ? `; and ${rest} more` : "";
  throw new OrchestrationError(code, `${what} does not fit its schema: ${shown}${more}`, {
    details: { issues: checked.issues.map((issue) => ({ message: issue.message, path: pathOf(issue) })) },
  });
}

function describeIssue(issue: SchemaIssue): string {
  const path = pathOf(issue);
  return path === "" ? issue.message : `${path}: ${issue.message}`;
}

function pathOf({ path = [] }: SchemaIssue): string {
  return path.map((part) => String(typeof part === "object" ? part.key : part)).join(".");
}
