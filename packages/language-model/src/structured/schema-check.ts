import { Validator } from "@cfworker/json-schema";
import { describeThrown } from "@convoke/core";
import { ModelError } from "../errors/model-error.ts";
import type { JsonSchema } from "./json-schema.ts";

/** Says in a few lines why a value does not satisfy a schema; `undefined` when it does. */
export type SchemaCheck = (value: unknown) => string | undefined;

const mostProblems = 5;
const longestProblem = 200;

/** Keywords that only say that something below them failed, which has an entry of its own. */
const containers = new Set(["properties", "items", "prefixItems", "$ref", "allOf", "additionalProperties"]);

/**
 * Creates the check of a JSON Schema (draft 2020-12, which reads the older ones that agents write as well).
 * `format` is taken for a note, as that draft has it. Throws `invalid_request` for a schema that cannot be read.
 *
 * @example
 * createSchemaCheck({ type: "object", required: ["a"] })({}); // 'at the top: Instance does not have required property "a".'
 */
export function createSchemaCheck(schema: JsonSchema): SchemaCheck {
  let validator: Validator;
  try {
    // A copy, because the validator writes into what it is given.
    validator = new Validator(withoutFormats(schema) as object, "2020-12", false);
  } catch (error) {
    throw createSchemaError(error);
  }
  return (value) => {
    try {
      const { valid, errors } = validator.validate(value);
      if (valid) return undefined;
      const causes = errors.filter(
        ({ keyword, error }) => !containers.has(keyword) || !error.includes("match"),
      );
      const told = (causes.length === 0 ? errors : causes).slice(0, mostProblems);
      return told
        .map(
          ({ instanceLocation, error }) =>
            `${describePlace(instanceLocation)}: ${error.slice(0, longestProblem)}`,
        )
        .join("\n");
    } catch (error) {
      if (error instanceof RangeError) return "at the top: the value is nested too deeply.";
      throw createSchemaError(error);
    }
  };
}

function createSchemaError(error: unknown): ModelError {
  return new ModelError(
    "invalid_request",
    `The schema of the request is no JSON Schema that can be used: ${describeThrown(error).slice(0, 300)}`,
  );
}

function describePlace(location: string): string {
  return location === "#" ? "at the top" : `at ${location.slice(1, 200)}`;
}

/** Keywords whose values are data, not schemas. */
const dataKeywords = new Set(["const", "enum", "default", "examples"]);

/** Keywords whose values hold schemas under names that are free: one that is called `default` is no keyword. */
const mapKeywords = new Set(["properties", "patternProperties", "$defs", "definitions", "dependentSchemas"]);

/** A copy without `format`, whose regular expressions are not meant for hostile text. */
function withoutFormats(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutFormats);
  return mapEntries(schema, (key, value) => {
    if (key === "format") return undefined;
    if (dataKeywords.has(key)) return structuredClone(value);
    return mapKeywords.has(key)
      ? mapEntries(value, (_name, named) => withoutFormats(named))
      : withoutFormats(value);
  });
}

function mapEntries(value: unknown, map: (key: string, value: unknown) => unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const mapped = Object.entries(value).map(([key, each]) => [key, map(key, each)] as const);
  return Object.fromEntries(mapped.filter(([, each]) => each !== undefined));
}
