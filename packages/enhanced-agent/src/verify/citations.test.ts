import fc from "fast-check";
import { expect, test } from "vitest";
import type { Evidence } from "../evidence/evidence.ts";
import { bindCitations } from "./bind-citations.ts";
import { findCitations } from "./citations.ts";

test.each([
  ["Lists need keys [E1].", ["E1"]],
  ["a [E1.2] b [e3]", ["E1.2", "E3"]],
  ["a [E1, E2.1; E3 and E4]", ["E1", "E2.1", "E3", "E4"]],
  ["a [E1][E2]", ["E1", "E2"]],
  ["a [E1-E3] b [E5–7]", ["E1", "E2", "E3", "E5", "E6", "E7"]],
  ["a (E1) b 【E2】 c [ see E3 ]", ["E1", "E2", "E3"]],
  ["[E1](https://example.org/)", ["E1"]],
  ["E1 says so, [E], [E1 or so], [1], [], (see chapter E1), [E1\nE2], [E9-E1], [E1-E900], `E2`", []],
  ["[".repeat(100_000), []],
  ["[E1".repeat(50_000), []],
])("`findCitations` reads %#", (text, ids) => {
  expect(findCitations(text).map(({ id }) => id)).toEqual(ids);
});

test("`findCitations` finds what is written, wherever it stands", () => {
  const filler = fc.string().map((text) => text.replace(/[[\]()【】]/g, ""));
  const id = fc
    .tuple(fc.integer({ min: 1, max: 99 }), fc.option(fc.integer({ min: 1, max: 12 })))
    .map(([evidence, source]) => `E${evidence}${source === null ? "" : `.${source}`}`);
  fc.assert(
    fc.property(fc.array(fc.tuple(filler, id)), (parts) => {
      const text = parts.map(([before, each]) => `${before}[${each}]`).join("");
      expect(findCitations(text).map((each) => each.id)).toEqual(parts.map(([, each]) => each));
      for (const { from, to, id: each } of findCitations(text))
        expect(text.slice(from, to)).toBe(`[${each}]`);
    }),
  );
});

const piece = (id: string, sources: Evidence["sources"]): Evidence => ({
  id,
  taskId: id,
  agentType: "knowledge",
  task: `Task of ${id}`,
  text: `Text of\n${id}.`,
  sources,
  result: {},
});

test("`bindCitations` gives the sources in the order of first mention, each once", () => {
  const one = { id: "E1.1", quote: "a" };
  const two = { id: "E1.2", quote: "b", location: "b.md" };
  const evidence = [piece("E1", [one, two]), piece("E2", [])];
  const task = { id: "E2", quote: "Text of E2.", title: "knowledge: Task of E2" };
  expect(bindCitations("x [E2] y [E1.2] z [E1] [E2] [E7] [E1.9]", evidence)).toEqual([task, two, one]);
  expect(bindCitations("x [E1]", evidence)).toEqual([one, two]);
  expect(bindCitations("nothing", evidence)).toEqual([]);
});

test("`bindCitations` gives at most three sources for a whole result: the closest, else those that its answer quotes", () => {
  const sources = [
    "Bees make honey.",
    "Wasps sting often.",
    "Ants carry leaves.",
    "Moths fly at night.",
    "Bees dance.",
  ].map((quote, at) => ({ id: `E1.${at + 1}`, quote }));
  const answered = { ...piece("E1", sources), result: { type: "research", answer: "Ants carry leaves." } };
  expect(bindCitations("Moths fly at night [E1].", [answered])).toEqual([sources[3]]);
  expect(bindCitations("Something else entirely [E1].", [answered])).toEqual([sources[2]]);
  expect(bindCitations("Something else entirely [E1].", [piece("E1", sources)])).toEqual(sources.slice(0, 3));
  const open = { ...piece("E1", sources), result: { type: "research" } };
  expect(bindCitations("Nothing was found [E1].", [open]).map(({ id }) => id)).toEqual(["E1"]);
});
