import { expect, test } from "vitest";
import { createToolGrammar } from "./tool-grammar.ts";

/** Everything that a grammar without repetitions lets through. */
function listSentences(grammar: string): string[] {
  const rules = new Map(
    grammar.split("\n").flatMap((line): [string, string][] => {
      const [name, body] = line.split(" ::= ");
      return name === undefined || body === undefined ? [] : [[name, body]];
    }),
  );
  const expand = (body: string): string[] => {
    const tokens = body.match(/"(?:[^"\\]|\\.)*"|[()|]|[\w-]+/g) ?? [];
    const readAlternatives = (): string[] => {
      const sentences = readSequence();
      while (tokens[0] === "|" && tokens.shift()) sentences.push(...readSequence());
      return sentences;
    };
    const readSequence = (): string[] => {
      let sentences = [""];
      while (tokens.length > 0 && tokens[0] !== "|" && tokens[0] !== ")") {
        const next = readOne(tokens.shift()!);
        sentences = sentences.flatMap((start) => next.map((end) => start + end));
      }
      return sentences;
    };
    const readOne = (token: string): string[] => {
      if (token.startsWith('"')) return [JSON.parse(token) as string];
      if (token !== "(") return expand(rules.get(token)!);
      const sentences = readAlternatives();
      tokens.shift();
      return sentences;
    };
    return readAlternatives();
  };
  return expand("root").sort();
}

const properties = { a: { const: 1 }, b: { enum: [2, "x"] }, c: { const: 3 } };
const toolOf = (name: string, parameters: Record<string, unknown>) => ({ name, description: "", parameters });

test("`createToolGrammar` lets what is not required be left out, and nothing else", () => {
  const tools = [toolOf("use", { type: "object", properties, required: ["b"] })];
  expect(listSentences(createToolGrammar({ tools, canSpeak: false }))).toEqual(
    [
      '{"a": 1, "b": "x", "c": 3}',
      '{"a": 1, "b": "x"}',
      '{"a": 1, "b": 2, "c": 3}',
      '{"a": 1, "b": 2}',
      '{"b": "x", "c": 3}',
      '{"b": "x"}',
      '{"b": 2, "c": 3}',
      '{"b": 2}',
    ].map((written) => `{"name": "use", "arguments": ${written}}`),
  );
  const free = [toolOf("use", { type: "object", properties: { a: { const: 1 }, c: { const: 3 } } })];
  expect(listSentences(createToolGrammar({ tools: free, canSpeak: false }))).toEqual(
    ['{"a": 1, "c": 3}', '{"a": 1}', '{"c": 3}', "{}"].map(
      (written) => `{"name": "use", "arguments": ${written}}`,
    ),
  );
});

test("`createToolGrammar` lets one of several tools be called, whatever it is called", () => {
  const tools = [toolOf('a"b', { type: "object", properties: {} }), toolOf("é", { type: "null" })];
  expect(listSentences(createToolGrammar({ tools: tools.slice(0, 1), canSpeak: false }))).toEqual([
    String.raw`{"name": "a\"b", "arguments": {}}`,
  ]);
  expect(createToolGrammar({ tools, canSpeak: true })).toMatch(
    /^root ::= .* \| .* \| "\{\\"say\\": " string/,
  );
});
