import type { ModelTool } from "@convoke/core";
import type { JsonSchema } from "../structured/json-schema.ts";
import { toGrammarSchema } from "./grammar-schema.ts";

/** What a reply can be: calls of these tools, and text where none has to be called. */
export interface ToolGrammarOptions {
  /** Those that may be called now. */
  readonly tools: readonly ModelTool[];
  readonly canSpeak: boolean;
}

/** Rules that values are made of. White space is fixed: a small model would write it without end. */
const common = String.raw`
any ::= string | number | boolean | null | list | map
list ::= "[" (any (", " any)*)? "]"
map ::= "{" (string ": " any (", " string ": " any)*)? "}"
string ::= "\"" char* "\""
char ::= [^"\\\x00-\x1F\x7F] | "\\" (["\\/bfnrt] | "u" [0-9a-fA-F]{4})
number ::= integer ("." [0-9]{1,16})?
integer ::= "-"? ("0" | [1-9] [0-9]{0,15})
boolean ::= "true" | "false"
null ::= "null"`;

/**
 * A GBNF grammar for one call `{"name": "NAME", "arguments": {…}}`, or `{"say": "…"}`: what is well-formed and allowed is all
 * that can be written. Properties come in the order of the schema; those that are not `required` may be left out.
 */
export function createToolGrammar({ tools, canSpeak }: ToolGrammarOptions): string {
  const rules: string[] = [];
  const calls = tools.map(({ name, parameters }, at) => {
    const value = addSchema(toGrammarSchema(parameters), { rules, prefix: `t${at}-` });
    return `${quote(`{"name": ${JSON.stringify(name)}, "arguments": `)} ${value} "}"`;
  });
  if (canSpeak) calls.push(`${quote('{"say": ')} string "}"`);
  return [`root ::= ${calls.join(" | ")}`, ...rules].join("\n") + common;
}

interface Rules {
  readonly rules: string[];
  /** Of the names of its rules, so that tools do not share any. */
  readonly prefix: string;
}

/** Adds the rules of a schema, and returns what stands for it. */
function addSchema(schema: JsonSchema, target: Rules): string {
  for (const [name, definition] of Object.entries((schema.$defs ?? {}) as Record<string, JsonSchema>))
    target.rules.push(`${nameOf(target, name)} ::= ${addSchema(definition, target)}`);
  if (typeof schema.$ref === "string") return nameOf(target, schema.$ref.slice("#/$defs/".length));
  if (Array.isArray(schema.oneOf))
    return `(${schema.oneOf.map((each) => addSchema(each as JsonSchema, target)).join(" | ")})`;
  if (Array.isArray(schema.enum))
    return `(${schema.enum.map((each) => quote(JSON.stringify(each))).join(" | ")})`;
  switch (schema.type) {
    case "object":
      return addObject(schema, target);
    case "array": {
      if (Array.isArray(schema.prefixItems)) return addTuple(schema.prefixItems as JsonSchema[], target);
      const item = schema.items === undefined ? "any" : addSchema(schema.items as JsonSchema, target);
      return addList(item, schema, target);
    }
    case "string":
      return addString(schema);
    default:
      return typeof schema.type === "string" ? schema.type : "any";
  }
}

/** A letter of any alphabet can be in a name of a definition; a name of a rule has none. */
function nameOf({ prefix }: Rules, name: string): string {
  return `${prefix}d-${[...name].map((letter) => letter.codePointAt(0)!.toString(16)).join("-")}`;
}

function addList(item: string, { minItems = 0, maxItems }: JsonSchema, target: Rules): string {
  const [least, most] = [Number(minItems), maxItems === undefined ? "" : Number(maxItems) - 1];
  if (maxItems === 0) return '"[]"';
  const rule = `${target.prefix}l${target.rules.length}`;
  target.rules.push(`${rule} ::= ${item}`);
  const filled = `${rule} (", " ${rule}){${Math.max(0, least - 1)},${most}}`;
  return `"[" ${least === 0 ? `(${filled})?` : filled} "]"`;
}

/** As many entries as have a schema of their own. */
function addTuple(items: readonly JsonSchema[], target: Rules): string {
  return `"[" ${items.map((item) => addSchema(item, target)).join(' ", " ')} "]"`;
}

function addString({ minLength = 0, maxLength }: JsonSchema): string {
  if (minLength === 0 && maxLength === undefined) return "string";
  return `"\\"" char{${Number(minLength)},${maxLength === undefined ? "" : Number(maxLength)}} "\\""`;
}

/** Two chains of rules: what may follow while nothing is written yet, and what may follow a property. */
function addObject({ properties, required, additionalProperties }: JsonSchema, target: Rules): string {
  const entries = Object.entries((properties ?? {}) as Record<string, JsonSchema>);
  if (entries.length === 0) {
    if (properties !== undefined || additionalProperties === false) return '"{}"';
    if (typeof additionalProperties !== "object") return "map";
    const pair = `string ": " ${addSchema(additionalProperties as JsonSchema, target)}`;
    return `"{" (${pair} (", " ${pair})*)? "}"`;
  }
  const needed: readonly unknown[] = Array.isArray(required) ? required : [];
  const written = entries.map(([name, schema]) => ({
    pair: `${quote(`${JSON.stringify(name)}: `)} ${addSchema(schema, target)}`,
    isOptional: !needed.includes(name),
  }));
  const base = `${target.prefix}o${target.rules.length}`;
  let [first, rest] = ['""', '""'];
  for (const [at, { pair, isOptional }] of [...written.entries()].reverse()) {
    const value = `${base}v${at}`;
    const [nextFirst, nextRest] = [`${base}f${at}`, `${base}r${at}`];
    target.rules.push(`${value} ::= ${pair}`);
    target.rules.push(`${nextFirst} ::= ${value} ${rest}${isOptional ? ` | ${first}` : ""}`);
    target.rules.push(`${nextRest} ::= ", " ${value} ${rest}${isOptional ? ` | ${rest}` : ""}`);
    [first, rest] = [nextFirst, nextRest];
  }
  return `"{" ${first} "}"`;
}

/** A text as GBNF writes it. */
function quote(text: string): string {
  return JSON.stringify(text);
}
