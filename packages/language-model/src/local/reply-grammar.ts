import type { Llama, LlamaGrammar } from "node-llama-cpp";
import type { JsonSchema } from "../structured/json-schema.ts";
import { toGrammarSchema } from "./grammar-schema.ts";

/** What the grammar allows behind a number: thousands of digits' worth, and for integers fractions like `1e-5`. */
const exponent = /^((integer|fractional)-number-rule ::= .*) \(\[eE\] .*\)\?$/gm;

/** The grammar that keeps a reply to a schema while it is written. */
export async function createReplyGrammar(llama: Llama, schema: JsonSchema): Promise<LlamaGrammar> {
  const written = await llama.createGrammarForJsonSchema(toGrammarSchema(schema) as never);
  return llama.createGrammar({
    grammar: written.grammar.replace(exponent, "$1"),
    stopGenerationTriggers: written.stopGenerationTriggers,
    trimWhitespaceSuffix: written.trimWhitespaceSuffix,
  });
}
