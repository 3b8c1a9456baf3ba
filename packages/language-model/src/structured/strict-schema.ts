import type { JsonSchema } from "./json-schema.ts";

const keywords = new Set([
  "type",
  "properties",
  "required",
  "additionalProperties",
  "items",
  "enum",
  "const",
  "anyOf",
  "description",
  "title",
  "minimum",
  "maximum",
  "minItems",
  "maxItems",
]);

/**
 * Whether a schema keeps to the part of JSON Schema that endpoints guarantee when told `strict`: every object names all its
 * properties as required and allows no others. Stricter than need be: a schema that is not strict is still sent.
 */
export function isStrictSchema(schema: JsonSchema): boolean {
  return schema["type"] === "object" && isStrict(schema, 0);
}

function isStrict(schema: unknown, depth: number): boolean {
  // OpenAI takes ten levels.
  if (depth > 10 || typeof schema !== "object" || schema === null) return false;
  const { type, properties, required, additionalProperties, items, anyOf } = schema as Record<
    string,
    unknown
  >;
  if (Object.keys(schema).some((keyword) => !keywords.has(keyword))) return false;
  if (Array.isArray(anyOf) && !anyOf.every((each) => isStrict(each, depth + 1))) return false;
  // A type may be a list: a list or nothing, an object or nothing.
  const types: readonly unknown[] = Array.isArray(type) ? type : [type];
  if ((types.includes("array") || items !== undefined) && !isStrict(items, depth + 1)) return false;
  if (properties === undefined && !types.includes("object")) return true;
  if (additionalProperties !== false || typeof properties !== "object" || properties === null) return false;
  const names = Object.keys(properties);
  return (
    Array.isArray(required) &&
    names.every((name) => required.includes(name)) &&
    Object.values(properties).every((each) => isStrict(each, depth + 1))
  );
}
