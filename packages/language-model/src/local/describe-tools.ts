import type { ModelTool, ModelToolCall } from "@convoke/core";

/**
 * The tools as the model is told of them: what a call looks like, then a line for each tool and each of its parameters, which
 * takes a third of the tokens of their schemas. The same bytes for the same tools, so that they are read once.
 */
export function describeTools(tools: readonly ModelTool[]): string {
  const entries = tools.map(({ name, description, parameters }) =>
    [`${name}: ${description}`, ...describeParameters(parameters)].join("\n"),
  );
  const lines = [
    'Reply with one JSON object: {"name": NAME, "arguments": {…}} calls a tool, {"say": TEXT} speaks.',
    "The tools, with their arguments:",
    ...entries,
  ];
  return lines.join("\n");
}

/** A call as the model wrote it. */
export function writeCall({ name, arguments: given }: ModelToolCall): string {
  return `{"name": ${JSON.stringify(name)}, "arguments": ${writeSpaced(given ?? {})}}`;
}

function describeParameters({ properties, required }: ModelTool["parameters"]): string[] {
  if (!isObject(properties)) return [];
  const needed: readonly unknown[] = Array.isArray(required) ? required : [];
  return Object.entries(properties).map(([name, schema]) => {
    const { description, ...form } = isObject(schema) ? schema : {};
    const kind = describeForm(form);
    const notes = [...(kind === "" ? [] : [kind]), ...(needed.includes(name) ? [] : ["optional"])];
    const about = typeof description === "string" ? `: ${description}` : "";
    return `- ${name}${notes.length === 0 ? "" : ` (${notes.join(", ")})`}${about}`;
  });
}

/** Common forms in words; others as they are. */
function describeForm(form: Readonly<Record<string, unknown>>): string {
  const { type, items, enum: values, minLength: _length, minItems: _items, ...rest } = form;
  if (Object.keys(rest).length > 0 || (isObject(items) && items.type !== "string"))
    return JSON.stringify(form);
  if (Array.isArray(values)) return values.map((value) => JSON.stringify(value)).join(" or ");
  if (type === undefined) return "any JSON";
  return items === undefined ? String(type) : "list of strings";
}

/** JSON with the spaces that the grammar has, so that a reply that is sent again has the same tokens. */
function writeSpaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((each) => writeSpaced(each)).join(", ")}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? "null";
  const pairs = Object.entries(value).filter(([, each]) => each !== undefined);
  return `{${pairs.map(([name, each]) => `${JSON.stringify(name)}: ${writeSpaced(each)}`).join(", ")}}`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
