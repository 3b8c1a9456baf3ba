import { z } from "zod";
import { BrowserError } from "../../errors/browser-error.ts";
import type { Shape } from "./shape.ts";
import { readShape } from "./read-shape.ts";

/** A schema that was understood: how to look for its data, and how to check them. */
export interface ReadSchema {
  readonly shape: Shape;
  /** The data as the schema gives them back, or what is wrong with them. */
  validate(data: unknown): Promise<{ readonly data: unknown } | { readonly problems: readonly string[] }>;
}

const mostCharacters = 200_000;
const mostProblems = 10;
const drafts = /^https?:\/\/json-schema\.org\/(?:draft\/2020-12|draft-07)\/schema#?$/;
/** What validation by `z.fromJSONSchema` would pass over without a word. */
const passedOver = ["dependencies", "$dynamicRef", "$recursiveRef", "contentSchema"];

/** Reads a JSON Schema (2020-12 or 7), or a zod 4 schema. Throws `invalid_program` for what cannot be used, with the reason. */
export function readSchema(schema: unknown): ReadSchema {
  if (typeof schema !== "object" || schema === null || Array.isArray(schema))
    throw refuse("it must be a JSON Schema or a zod schema");
  if ("_zod" in schema) return readZodSchema(schema as z.core.$ZodType);
  if ("_def" in schema || ("~standard" in schema && !("$schema" in schema)))
    throw refuse("it is of another library; pass zod 4 or a JSON Schema");
  const json = normalise(copy(schema));
  if (json.$schema !== undefined && !drafts.test(String(json.$schema)))
    throw refuse("it names a draft other than 2020-12 and 7");
  const shape = readShape(json);
  return { shape, validate: validator(convert(json)) };
}

function readZodSchema(schema: z.core.$ZodType): ReadSchema {
  let json: unknown;
  try {
    json = z.toJSONSchema(schema, { io: "input" });
  } catch (error) {
    const problem = error instanceof Error ? error.message.slice(0, 200) : "unknown";
    throw refuse(`this zod schema has no JSON Schema (${problem}); for dates use z.iso.date()`, error);
  }
  return { shape: readShape(json), validate: validator(schema) };
}

function validator(schema: z.core.$ZodType): ReadSchema["validate"] {
  return async (data) => {
    const result = await z.safeParseAsync(schema, data);
    if (result.success) return { data: result.data };
    return {
      problems: result.error.issues
        .slice(0, mostProblems)
        .map(({ path, message }) => `${path.map(String).join(".") || "the data"}: ${message.slice(0, 200)}`),
    };
  };
}

function convert(json: Record<string, unknown>): z.core.$ZodType {
  try {
    // A registry of its own, so that names in the schema leave no trace in the process.
    return z.fromJSONSchema(json as Parameters<typeof z.fromJSONSchema>[0], { registry: z.registry() });
  } catch (error) {
    throw refuse(error instanceof Error ? error.message.slice(0, 300) : "it cannot be read", error);
  }
}

function copy(schema: object): Record<string, unknown> {
  let text: string;
  try {
    text = JSON.stringify(schema);
  } catch (error) {
    throw refuse("it is no JSON", error);
  }
  if (text.length > mostCharacters) throw refuse(`it is longer than ${mostCharacters} characters`);
  return JSON.parse(text) as Record<string, unknown>;
}

const inObjects = ["properties", "patternProperties", "$defs", "definitions"];
const inSchemas = ["items", "additionalProperties", "contains", "propertyNames", "not"];
const inLists = ["anyOf", "oneOf", "allOf"];

/** Adds types that go without saying, and refuses what would go unchecked; the schema is a copy of its own. */
function normalise(schema: Record<string, unknown>, depth = 0): Record<string, unknown> {
  if (depth > 50) throw refuse("it is nested too deeply");
  for (const name of passedOver) if (Object.hasOwn(schema, name)) throw refuse(`${name} is not supported`);
  if (
    schema.type === undefined &&
    schema.$ref === undefined &&
    schema.enum === undefined &&
    schema.const === undefined
  ) {
    if (Object.hasOwn(schema, "properties")) schema.type = "object";
    else if (Object.hasOwn(schema, "items")) schema.type = "array";
  }
  const visit = (value: unknown): void => {
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      normalise(value as Record<string, unknown>, depth + 1);
  };
  for (const name of inObjects) {
    const map = schema[name];
    if (typeof map === "object" && map !== null) for (const value of Object.values(map)) visit(value);
  }
  for (const name of inSchemas) visit(schema[name]);
  for (const name of inLists) if (Array.isArray(schema[name])) for (const value of schema[name]) visit(value);
  return schema;
}

function refuse(problem: string, cause?: unknown): BrowserError {
  return new BrowserError("invalid_program", `The schema cannot be used: ${problem}`, {
    ...(cause !== undefined && { cause }),
  });
}
