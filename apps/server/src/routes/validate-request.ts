import type { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { type RequestProblem, ServerProblemCode } from "../api/problem.ts";
import { ProblemError } from "../http/problem.ts";
import { describeIssues } from "./describe-issues.ts";
import { readJson } from "./read-json.ts";

/** The schemas of what a request brings. */
export interface RequestSchemas {
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly headers?: z.ZodObject;
  readonly json?: z.ZodType;
}

/** Checks a request against its schemas and keeps what they return for `context.req.valid`; throws one problem with everything that is wrong. */
export async function validateRequest(
  context: Context,
  { params, query, headers, json }: RequestSchemas,
): Promise<void> {
  const problems: RequestProblem[] = [];
  const check = (
    target: "param" | "query" | "header" | "json",
    place: string,
    schema: z.ZodType,
    value: unknown,
  ) => {
    const result = schema.safeParse(value, { reportInput: true });
    if (result.success) context.req.addValidatedData(target, result.data as object);
    else problems.push(...describeIssues(place, result.error.issues));
  };
  if (params !== undefined) {
    refuseBadEscapes(context.req.url);
    check("param", "path", params, context.req.param());
  }
  if (query !== undefined) check("query", "query", query, readQuery(context));
  if (headers !== undefined) check("header", "header", headers, readHeaders(context, headers));
  if (json !== undefined) {
    try {
      check("json", "body", json, await readJson(context));
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problems === undefined) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length === 0) return;
  const [first] = problems;
  throw new ProblemError(
    ServerProblemCode.MALFORMED_REQUEST,
    problems.length === 1 && first !== undefined
      ? `The request has a problem at ${first.path}: it ${first.message}`
      : `The request has ${problems.length} problems, listed in "problems".`,
    problems,
  );
}

function readQuery(context: Context): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [name, given] of Object.entries(context.req.queries()))
    Object.defineProperty(values, name, { value: given.length === 1 ? given[0] : given, enumerable: true });
  return values;
}

/** Only the headers that the schema names: the others are nobody's business here. */
function readHeaders(context: Context, { shape }: z.ZodObject): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const name in shape) values[name] = context.req.header(name);
  return values;
}

function refuseBadEscapes(url: string): void {
  if (!url.includes("%")) return;
  try {
    decodeURIComponent(url.split("?", 1)[0] ?? "");
  } catch {
    throw new ProblemError(
      ServerProblemCode.MALFORMED_REQUEST,
      "The address has a % that begins no valid escape: write % as %25.",
      [{ path: "path", message: "has a malformed escape" }],
    );
  }
}
