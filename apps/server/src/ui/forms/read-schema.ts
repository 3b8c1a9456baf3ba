import type { BranchModel, FieldModel } from "./field-model.ts";
import type { JsonSchema } from "./json-schema.ts";
import { nameBranch } from "./name-branch.ts";

/** Deeper than this, a form becomes a maze: what is below is written as JSON. */
const deepest = 5;
/** Texts that may be longer than this get room for several lines. */
const longLine = 200;
const longNames = /^(?:prompt|goal|task|text|notes|question|claim|description|content|body|message)$/i;

interface Place {
  readonly root: JsonSchema;
  readonly depth: number;
  /** References on the way here, so that a schema that contains itself ends. */
  readonly references: readonly string[];
  readonly name: string;
}

/** What a form shows for a JSON Schema; anything that it cannot show becomes a field for JSON. Never throws. */
export function readSchema(schema: JsonSchema | undefined): FieldModel {
  if (typeof schema !== "object" || schema === null) return { ...header({}), kind: "json" };
  return read(schema, { root: schema, depth: 0, references: [], name: "" });
}

function header(schema: JsonSchema, isNullable = false) {
  const { title, description, default: fallback } = schema;
  return { title, description, fallback, isNullable };
}

function read(schema: JsonSchema, place: Place): FieldModel {
  const { $ref } = schema;
  if ($ref !== undefined) {
    const found = place.references.includes($ref) ? undefined : resolve($ref, place.root);
    if (found === undefined) return { ...header(schema), kind: "json" };
    return read({ ...found, ...withoutRef(schema) }, { ...place, references: [...place.references, $ref] });
  }
  const known = header(schema);
  if (place.depth > deepest || schema.allOf !== undefined || schema.prefixItems !== undefined)
    return { ...known, kind: "json" };
  if (schema.const !== undefined) return { ...known, kind: "constant", value: schema.const };
  if (Array.isArray(schema.enum)) return readChoice(schema);
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches !== undefined) return readUnion(schema, branches, place);
  if (Array.isArray(schema.type)) {
    const types = schema.type as readonly string[];
    return readUnion(
      schema,
      types.map((type) => ({ ...schema, type, anyOf: undefined })) as JsonSchema[],
      place,
    );
  }
  switch (schema.type) {
    case "string":
      return {
        ...known,
        kind: "text",
        format: schema.format,
        isLong:
          schema.format === undefined && ((schema.maxLength ?? 0) > longLine || longNames.test(place.name)),
        minLength: schema.minLength,
        maxLength: schema.maxLength,
        pattern: schema.pattern,
        examples: (schema.examples ?? []).filter((each) => typeof each === "string"),
      };
    case "number":
    case "integer":
      return {
        ...known,
        kind: "number",
        isWhole: schema.type === "integer",
        minimum: schema.minimum,
        // What is said of numbers beyond the safe ones is no bound that anybody meant.
        maximum: schema.maximum === Number.MAX_SAFE_INTEGER ? undefined : schema.maximum,
        above: schema.exclusiveMinimum,
        below: schema.exclusiveMaximum,
      };
    case "boolean":
      return { ...known, kind: "boolean" };
    case "null":
      return { ...known, kind: "constant", value: null };
    case "array": {
      const { items, minItems, maxItems } = schema;
      if (typeof items !== "object") return { ...known, kind: "json" };
      return { ...known, kind: "list", item: read(items, inside(place, "")), minItems, maxItems };
    }
    case "object":
      return readObject(schema, place);
    default:
      return { ...known, kind: "json" };
  }
}

function readObject(schema: JsonSchema, place: Place): FieldModel {
  const { properties = {}, required = [], additionalProperties } = schema;
  const names = Object.keys(properties);
  if (names.length === 0) return { ...header(schema), kind: "json" };
  return {
    ...header(schema),
    kind: "object",
    properties: (additionalProperties === false ? names : withoutSynonyms(names)).map((name) => ({
      name,
      isRequired: required.includes(name),
      field: read(properties[name]!, inside(place, name)),
    })),
    isClosed: additionalProperties === false,
  };
}

/** `max_results` beside `maxResults` is the same under another name, and one field is enough. */
function withoutSynonyms(names: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return names.filter((name) => {
    const bare = name.replace(/[_-]/g, "").toLowerCase();
    if (seen.has(bare)) return false;
    seen.add(bare);
    return true;
  });
}

function readChoice(schema: JsonSchema): FieldModel {
  const options = (schema.enum ?? []).filter((each) => each !== null);
  return { ...header(schema, schema.enum?.includes(null)), kind: "choice", options };
}

function readUnion(schema: JsonSchema, branches: readonly JsonSchema[], place: Place): FieldModel {
  const flat = branches.flatMap((branch) => branch.anyOf ?? branch.oneOf ?? [branch]);
  const others = flat.filter(({ type, const: value }) => type !== "null" && value !== null);
  const isNullable = others.length < flat.length;
  const { title, description, default: fallback } = schema;
  const told = { ...(title !== undefined && { title }), ...(description !== undefined && { description }) };
  const [only] = others;
  if (only !== undefined && others.length === 1) {
    const field = read({ ...only, ...told, default: fallback ?? only.default }, place);
    return { ...field, isNullable: isNullable || field.isNullable };
  }
  if (others.length > 0 && others.every((branch) => branch.const !== undefined))
    return { ...header(schema, isNullable), kind: "choice", options: others.map((branch) => branch.const) };
  const models = others.map((branch): BranchModel => {
    const field = read(branch, inside(place, place.name));
    return { label: nameBranch(field), field };
  });
  if (models.length === 0 || models.some(({ field }) => field.kind === "json"))
    return { ...header(schema, isNullable), kind: "json" };
  return { ...header(schema, isNullable), kind: "union", branches: models };
}

function inside(place: Place, name: string): Place {
  return { ...place, depth: place.depth + 1, name };
}

function withoutRef({ $ref: _, ...rest }: JsonSchema): JsonSchema {
  return rest;
}

function resolve(reference: string, root: JsonSchema): JsonSchema | undefined {
  if (reference === "#") return root;
  const name = /^#\/\$defs\/([^/]+)$/.exec(reference)?.[1];
  if (name === undefined || root.$defs === undefined || !Object.hasOwn(root.$defs, name)) return undefined;
  return root.$defs[name];
}
