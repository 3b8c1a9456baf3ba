import { expect, test } from "vitest";
import { parseActions } from "../../src/action/action-parser.ts";
import { blindDefects } from "./blind-defects.ts";
import { blindInjections } from "./blind-injections.ts";
import { blindMarker } from "./blind-templates.ts";
import { corpusGrammar } from "./own-grammar.ts";

const grammar = { ...corpusGrammar, marker: blindMarker };

/** What a tool gave back, as the model is shown it and may repeat it. */
const fence = (text: string): string =>
  `<<${blindMarker} RESULT E1 code completed\nTask: x\n\n${text}\n${blindMarker}>>`;

test("`parseActions` performs nothing of the injections that were written without a look at it", () => {
  const performed = blindInjections.filter(
    ({ text, place }) => parseActions(place === "observed" ? fence(text) : text, grammar).actions.length > 0,
  );
  expect(performed).toEqual([]);
});

test("the injections would be performed if nothing were around them", () => {
  const bare = blindInjections.filter(({ kind }) => kind === "tool output");
  const performed = bare.filter(({ text }) => parseActions(text, grammar).actions.length > 0);
  expect(performed.length).toBeGreaterThan(0.9 * bare.length);
});

test("`parseActions` understands the defects that were written without a look at it", () => {
  const simplify = (value: unknown): unknown =>
    JSON.parse(
      JSON.stringify(value, (_, text: unknown) =>
        typeof text === "string" ? text.replace(/\r\n?/g, "\n").trim() : text,
      ),
    );
  for (const { kind, text, expected } of blindDefects) {
    const actions = parseActions(text, grammar).actions.map(({ name, fields }) => ({ name, fields }));
    expect({ kind, text, actions: simplify(actions) }).toEqual({ kind, text, actions: expected });
  }
});
