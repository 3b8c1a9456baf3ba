import { ModelError } from "../errors/model-error.ts";
import type { JsonSchema } from "../structured/json-schema.ts";

/** Keywords whose meaning a grammar cannot hold; leaving them out would let replies through that break the schema. */
const refused = [
  "allOf",
  "not",
  "if",
  "patternProperties",
  "dependentSchemas",
  "propertyNames",
  "unevaluatedProperties",
];
/** Kept as they are where they stand beside a type. */
const kept = ["minItems", "maxItems", "minLength", "maxLength", "$ref"];
const formats = ["date-time", "time", "date"];
const deepest = 100;

/** What the grammar understands, beside what it does not: any JSON. */
const anything = {
  oneOf: [
    { type: ["string", "number", "boolean", "null"] },
    { type: "array" },
    { type: "object", additionalProperties: true },
  ],
};

/**
 * Says a JSON Schema in the subset that the grammar of `node-llama-cpp` knows: `anyOf` as `oneOf`, lists of types as
 * alternatives; there every property is required, whatever `required` says. What it cannot check while a reply is written (`pattern`, `minimum`, other
 * formats) is left out; what would change the shape (`allOf`, `not`, …) is refused with `invalid_request`.
 */
export function toGrammarSchema(schema: JsonSchema): JsonSchema {
  return convert(schema, "schema", 0);
}

function convert(schema: unknown, path: string, depth: number): JsonSchema {
  if (depth > deepest) throw refuse(path, `nests deeper than ${deepest} levels`);
  if (schema === true || schema === undefined) return anything;
  if (typeof schema !== "object" || schema === null || Array.isArray(schema))
    throw refuse(path, "is no schema");
  const given = schema as JsonSchema;
  const keyword = refused.find((name) => Object.hasOwn(given, name));
  if (keyword !== undefined) throw refuse(`${path}.${keyword}`, "cannot be put into a grammar");
  const definitions = convertEach(given.$defs, `${path}.$defs`, depth);
  const own = { ...(definitions !== undefined && { $defs: definitions }) };
  if (typeof given.$ref === "string") {
    if (!given.$ref.startsWith("#/$defs/")) throw refuse(`${path}.$ref`, 'does not begin with "#/$defs/"');
    return { ...own, $ref: given.$ref };
  }
  const alternatives = given.oneOf ?? given.anyOf;
  if (Array.isArray(alternatives)) {
    return {
      ...own,
      oneOf: alternatives.map((each, at) => convert(each, `${path}.oneOf[${at}]`, depth + 1)),
    };
  }
  if (Object.hasOwn(given, "const") || Array.isArray(given.enum)) {
    const values: readonly unknown[] = Array.isArray(given.enum) ? given.enum : [given.const];
    if (values.some((value) => typeof value === "object" && value !== null))
      throw refuse(`${path}.enum`, "holds objects or lists, which cannot be put into a grammar");
    return { ...own, enum: values };
  }
  const { type } = given;
  if (Array.isArray(type)) {
    return {
      ...own,
      oneOf: type.map((each) => convert({ ...given, $defs: undefined, type: each }, path, depth + 1)),
    };
  }
  return { ...own, ...convertTyped(given, type ?? guessType(given), path, depth) };
}

function guessType(schema: JsonSchema): string | undefined {
  if (schema.properties !== undefined) return "object";
  return schema.items !== undefined || schema.prefixItems !== undefined ? "array" : undefined;
}

function convertTyped(schema: JsonSchema, type: unknown, path: string, depth: number): JsonSchema {
  if (type === undefined) return anything;
  const limits = Object.fromEntries(
    kept.filter((name) => schema[name] !== undefined).map((name) => [name, schema[name]]),
  );
  if (type === "object") {
    const { additionalProperties } = schema;
    const properties = convertEach(schema.properties, `${path}.properties`, depth);
    // Open objects with known properties are closed: a small model would fill them without end.
    const rest = properties === undefined ? (additionalProperties ?? true) : false;
    const open = typeof rest === "boolean" ? rest : convert(rest, `${path}.additionalProperties`, depth + 1);
    const required = Array.isArray(schema.required) && { required: schema.required as readonly unknown[] };
    return { type, ...(properties !== undefined && { properties }), ...required, additionalProperties: open };
  }
  if (type === "array") {
    const items = schema.items === false ? undefined : convert(schema.items, `${path}.items`, depth + 1);
    const prefix = schema.prefixItems;
    const prefixItems = Array.isArray(prefix)
      ? prefix.map((each, at) => convert(each, `${path}.prefixItems[${at}]`, depth + 1))
      : undefined;
    return {
      type,
      ...limits,
      ...(items !== undefined && { items }),
      ...(prefixItems !== undefined && { prefixItems }),
    };
  }
  if (type === "string") {
    return formats.includes(schema.format as string) ? { type, format: schema.format } : { type, ...limits };
  }
  if (type === "number" || type === "integer" || type === "boolean" || type === "null") return { type };
  throw refuse(`${path}.type`, "is no type of JSON");
}

function convertEach(schemas: unknown, path: string, depth: number): Record<string, JsonSchema> | undefined {
  if (typeof schemas !== "object" || schemas === null) return undefined;
  return Object.fromEntries(
    Object.entries(schemas).map(([name, each]) => [name, convert(each, `${path}.${name}`, depth + 1)]),
  );
}

function refuse(path: string, what: string): ModelError {
  const message = `localModel: ${path} of the request ${what}. Use type, properties, items, enum, const, oneOf, anyOf and $defs.`;
  return new ModelError("invalid_request", message, { details: { path } });
}
