import { describe, expect, test } from "vitest";
import { nameField } from "../../../components/name-field.ts";
import { classifyField } from "./classify-field.ts";
import { cutProse } from "./cut-prose.ts";
import { readCitation } from "./read-citation.ts";

const source = { file: "docs/a.md", title: "A", line: 5 };

describe("readCitation", () => {
  test.each([
    [
      { quote: "q", source },
      { quote: "q", location: "docs/a.md", title: "A", line: 5 },
    ],
    [
      { quote: "**q**", statement: "q", source },
      { quote: "**q**", statement: undefined },
    ],
    [
      { id: "E1.2", quote: "q", location: "https://example.org/" },
      { id: "E1.2", url: "https://example.org/" },
    ],
    [{ url: "javascript:alert(1)" }, { location: "javascript:alert(1)", url: undefined }],
    [source, { quote: undefined, location: "docs/a.md" }],
  ])("reads %j", (value, citation) => {
    expect(readCitation(value)).toMatchObject(citation);
  });

  test.each([undefined, null, "text", [], {}, { quote: 3 }])("takes %j for none", (value) => {
    expect(readCitation(value)).toBeUndefined();
  });
});

describe("classifyField", () => {
  test.each([
    ["answer", "Yes.", "prose"],
    ["method", "lexical", "fact"],
    ["method", "a\nb", "prose"],
    ["confidence", 0.5, "fact"],
    ["openPoints", ["one"], "texts"],
    ["citations", [{ quote: "q", source }], "citations"],
    ["sources", [source], "citations"],
    ["evidence", [{ id: "E1", taskId: "t", text: "t", sources: [] }], "evidence"],
    ["steps", [{ description: "do it", dependsOn: [] }], "steps"],
    ["actions", [{ action: { type: "goto" }, durationMs: 3 }], "actions"],
    ["artifact", { artifact: "abc", mediaType: "image/png", bytes: 1 }, "artifacts"],
    ["estimate", { seconds: 1 }, "tree"],
    ["mixed", [1, "a"], "tree"],
    ["citations", [], "nothing"],
    ["answer", "", "nothing"],
    ["answer", null, "nothing"],
  ])("shows %s %j as %s", (name, value, kind) => {
    expect(classifyField(name, value)).toBe(kind);
  });
});

describe("cutProse", () => {
  test("finds marks of evidence and addresses, without the stop after them", () => {
    expect(cutProse("See [E1.2] and [3] at https://example.org/a, not [x].")).toEqual([
      { kind: "text", text: "See " },
      { kind: "mark", id: "E1.2" },
      { kind: "text", text: " and " },
      { kind: "mark", id: "3" },
      { kind: "text", text: " at " },
      { kind: "address", text: "https://example.org/a" },
      { kind: "text", text: ", not [x]." },
    ]);
    expect(cutProse("")).toEqual([]);
  });
});

test("nameField puts names into words", () => {
  expect(["openPoints", "cost_estimate", "url"].map(nameField)).toEqual([
    "Open points",
    "Cost estimate",
    "Url",
  ]);
});
