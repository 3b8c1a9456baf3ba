import { BrowserError } from "../../errors/browser-error.ts";
import type { Scalar, Shape } from "./shape.ts";

const deepest = 12;
const mostProperties = 100;

type JsonSchema = Readonly<Record<string, unknown>>;

/** The shape that a JSON Schema asks for. Throws `invalid_program` for one that cannot guide a reading. */
export function readShape(schema: unknown, root: unknown = schema, depth = 0, path = "the schema"): Shape {
  if (depth > deepest) throw refuse(`${path} is nested too deeply, or in itself`);
  if (schema === true) return { kind: "any", synonyms: [], isNullable: true };
  if (!isObject(schema)) throw refuse(`${path} allows no value`);
  if (typeof schema.$ref === "string") return readShape(follow(schema.$ref, root), root, depth + 1, path);
  const synonyms = [schema.title, schema.description].filter((text) => typeof text === "string");
  const alternatives = [schema.anyOf, schema.oneOf].find((list) => Array.isArray(list)) as
    | unknown[]
    | undefined;
  if (alternatives !== undefined) return readAlternatives(alternatives, synonyms, root, depth, path);
  if (Array.isArray(schema.allOf) && schema.type === undefined) {
    const parts = schema.allOf.map((part) => readShape(part, root, depth + 1, path));
    if (parts.length > 0 && parts.every((part) => part.kind === "object"))
      return { ...parts[0], synonyms, properties: parts.flatMap(({ properties }) => properties) };
    if (parts.length === 1) return parts[0];
    throw refuse(`${path} combines what cannot be combined`);
  }
  const types = (Array.isArray(schema.type) ? schema.type : [schema.type]) as unknown[];
  const isNullable = types.includes("null") || schema.nullable === true;
  const kinds = types.filter((type) => type !== "null");
  if (kinds.length > 1) return { kind: "any", synonyms, isNullable };
  const common = { synonyms, isNullable };
  const values = readValues(schema);
  if (values !== undefined)
    return { kind: kindOfValues(values), values, ...common, isNullable: isNullable || allowsNull(schema) };
  if (kinds[0] === "object") {
    const required = new Set(Array.isArray(schema.required) ? schema.required : []);
    const entries = Object.entries(isObject(schema.properties) ? schema.properties : {});
    if (entries.length === 0) throw refuse(`${path} names no properties, so there is nothing to look for`);
    if (entries.length > mostProperties) throw refuse(`${path} has more than ${mostProperties} properties`);
    // Libraries that validate lose it without a word.
    if (entries.some(([name]) => name === "__proto__"))
      throw refuse(
        `${path} names a property __proto__, which data cannot hold safely; give it another name with a title`,
      );
    return {
      kind: "object",
      ...common,
      properties: entries.map(([name, property]) => ({
        name,
        shape: readShape(property, root, depth + 1, `${path}.${name}`.slice(0, 200)),
        isRequired: required.has(name) && !(isObject(property) && "default" in property),
      })),
    };
  }
  if (kinds[0] === "array") {
    if (Array.isArray(schema.prefixItems) || Array.isArray(schema.items))
      throw refuse(`${path} is a tuple; use an object with a property for each value`);
    return { kind: "list", ...common, item: readShape(schema.items ?? true, root, depth + 1, `${path}[]`) };
  }
  const kind = kinds[0];
  const format = typeof schema.format === "string" ? schema.format : undefined;
  if (kind === "string" || kind === "number" || kind === "integer" || kind === "boolean")
    return { kind, ...common, format };
  return { kind: "any", ...common };
}

function readAlternatives(
  alternatives: readonly unknown[],
  synonyms: readonly string[],
  root: unknown,
  depth: number,
  path: string,
): Shape {
  const real = alternatives.filter((one) => !(isObject(one) && (one.type === "null" || one.const === null)));
  const isNullable = real.length < alternatives.length;
  if (real.length === 1) {
    const shape = readShape(real[0], root, depth + 1, path);
    return {
      ...shape,
      synonyms: [...synonyms, ...shape.synonyms],
      isNullable: isNullable || shape.isNullable,
    };
  }
  const shapes = real.map((one) => readShape(one, root, depth + 1, path));
  const scalars = shapes.filter((shape): shape is Scalar => shape.kind !== "object" && shape.kind !== "list");
  if (scalars.length < shapes.length) throw refuse(`${path} may be of several structures; name one`);
  const values = scalars.every((shape) => shape.values !== undefined)
    ? scalars.flatMap((shape) => shape.values ?? [])
    : undefined;
  const kind = scalars.every((shape) => shape.kind === scalars[0]?.kind)
    ? (scalars[0]?.kind ?? "any")
    : "any";
  return { kind, synonyms, isNullable, ...(values && { values }) };
}

function readValues(schema: JsonSchema): readonly (string | number | boolean)[] | undefined {
  const list = Array.isArray(schema.enum) ? schema.enum : "const" in schema ? [schema.const] : undefined;
  return list?.filter((value) => ["string", "number", "boolean"].includes(typeof value));
}

function allowsNull(schema: JsonSchema): boolean {
  return (
    (Array.isArray(schema.enum) && schema.enum.includes(null)) || ("const" in schema && schema.const === null)
  );
}

function kindOfValues(values: readonly unknown[]): Scalar["kind"] {
  const kinds = new Set(values.map((value) => typeof value));
  const [kind] = kinds;
  return kinds.size === 1 && (kind === "string" || kind === "number" || kind === "boolean") ? kind : "any";
}

function follow(reference: string, root: unknown): unknown {
  let at: unknown = root;
  for (const part of reference
    .replace(/^#\/?/, "")
    .split("/")
    .filter((step) => step !== "")) {
    const name = part.replaceAll("~1", "/").replaceAll("~0", "~");
    if (!isObject(at) || !Object.hasOwn(at, name))
      throw refuse(`nothing is found at ${JSON.stringify(reference.slice(0, 100))}`);
    at = at[name];
  }
  return at;
}

function isObject(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function refuse(problem: string): BrowserError {
  return new BrowserError("invalid_program", `The schema cannot be extracted by: ${problem}`);
}
