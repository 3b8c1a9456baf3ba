import fc from "fast-check";
import { expect, test } from "vitest";
import type { Observation, ObservedElement } from "../../observe/observation.ts";
import type { ThingPhrase } from "../goal-reading.ts";
import { createScene } from "../scene/scene.ts";
import type { Purpose } from "./candidate.ts";
import { decide } from "./decide.ts";
import { rankCandidates } from "./rank-candidates.ts";

type Part = Partial<ObservedElement> & { readonly role: string };

/** Elements below each other, each 20 pixels high, unless their boxes say otherwise. */
function sceneOf(parts: readonly Part[], goal = "some goal of the test") {
  const elements = parts.map((part, index): ObservedElement => {
    const name = part.name ?? part.text ?? "";
    return {
      ref: `e${index}`,
      name,
      nameSource: name === "" ? "none" : "text",
      tag:
        part.role === "button" || part.role === "textbox"
          ? part.role === "button"
            ? "button"
            : "input"
          : "div",
      words: [],
      text: name,
      box: { x: 0, y: index * 20, width: 100, height: 18 },
      isInView: true,
      isInteractive: !["text", "row", "img", "paragraph"].includes(part.role),
      frame: 0,
      ...part,
    };
  });
  const viewport = { width: 1000, height: 800, scrollX: 0, scrollY: 0, scrollWidth: 1000, scrollHeight: 800 };
  const observation: Observation = {
    snapshotId: "s",
    url: "http://a/",
    title: "",
    elements,
    viewport,
    lookedAt: elements.length,
    isTruncated: false,
  };
  return createScene(observation, goal);
}

const thing = (part: Partial<ThingPhrase>): ThingPhrase => ({
  text: part.name ?? part.kind ?? "",
  isQuoted: false,
  ...part,
});

function picked(parts: readonly Part[], phrase: Partial<ThingPhrase>, purpose: Purpose = "click"): string {
  const decision = decide(rankCandidates(sceneOf(parts), thing(phrase), purpose));
  return decision.kind === "certain" ? decision.candidate.element.ref : decision.kind;
}

const buttons: readonly Part[] = [
  { role: "button", name: "Save draft" },
  { role: "button", name: "Save" },
  { role: "link", name: "Saved items" },
];

test.each<[string, readonly Part[], Partial<ThingPhrase>, Purpose, string]>([
  ["the exact name", buttons, { name: "Save" }, "click", "e1"],
  ["another case", buttons, { name: "save DRAFT", kind: "button" }, "click", "e0"],
  ["a quoted name letter by letter", buttons, { name: "Saved", isQuoted: true }, "click", "none"],
  ["a typing mistake", [{ role: "button", name: "Subscribe" }], { name: "Subscirbe" }, "click", "e0"],
  [
    "a name beside the kind",
    [
      { role: "button", name: "ONE" },
      { role: "button", name: "TWO" },
    ],
    { name: "button TWO", kind: "button", ordinal: 2 },
    "click",
    "e1",
  ],
  [
    "equal names, for nobody",
    [
      { role: "button", name: "Edit" },
      { role: "button", name: "Edit" },
    ],
    { name: "Edit" },
    "click",
    "ambiguous",
  ],
  [
    "the ordinal among equals",
    [
      { role: "button", name: "Edit" },
      { role: "button", name: "Edit" },
    ],
    { name: "Edit", ordinal: -1 },
    "click",
    "e1",
  ],
  [
    "the only one of a kind",
    [
      { role: "text", name: "Hello" },
      { role: "button", name: "Go" },
    ],
    { kind: "button" },
    "click",
    "e1",
  ],
  [
    "the label beside a field",
    [
      { role: "text", name: "City", box: { x: 0, y: 0, width: 40, height: 18 } },
      { role: "textbox", box: { x: 50, y: 0, width: 100, height: 18 } },
      { role: "text", name: "Street", box: { x: 0, y: 30, width: 40, height: 18 } },
      { role: "textbox", box: { x: 50, y: 30, width: 100, height: 18 } },
    ],
    { name: "street", kind: "field" },
    "field",
    "e3",
  ],
  [
    "an icon by the words of its class",
    [
      { role: "img", words: ["icon", "trash"] },
      { role: "img", words: ["icon", "star"] },
    ],
    { name: "delete" },
    "click",
    "e0",
  ],
  [
    "the row that it is said to be in",
    [
      { role: "row", name: "Ada Edit" },
      { role: "text", name: "Ada", parent: "e0" },
      { role: "button", name: "Edit", parent: "e0" },
      { role: "row", name: "Bob Edit" },
      { role: "text", name: "Bob", parent: "e3" },
      { role: "button", name: "Edit", parent: "e3" },
    ],
    { name: "Edit", of: "Bob" },
    "click",
    "e5",
  ],
  [
    "the place where nothing holds both",
    [
      { role: "text", name: "@ada" },
      { role: "img", words: ["reply"] },
      { role: "text", name: "@bob" },
      { role: "img", words: ["reply"] },
    ],
    { name: "Reply", of: "@bob" },
    "click",
    "e3",
  ],
  [
    "the colour",
    [
      { role: "graphic", shape: "rect", color: "#ff0000" },
      { role: "graphic", shape: "rect", color: "#008000" },
    ],
    { kind: "square", color: "green" },
    "click",
    "e1",
  ],
  [
    "the size",
    [
      { role: "graphic", shape: "circle", box: { x: 0, y: 0, width: 10, height: 10 } },
      { role: "graphic", shape: "circle", box: { x: 50, y: 0, width: 40, height: 40 } },
    ],
    { kind: "circle", size: "large" },
    "click",
    "e1",
  ],
  [
    "what is enabled",
    [
      { role: "button", name: "Next", isDisabled: true },
      { role: "button", name: "Next" },
    ],
    { name: "Next" },
    "click",
    "e1",
  ],
])("rankCandidates: finds %s", (_, parts, phrase, purpose, wanted) => {
  expect(picked(parts, phrase, purpose)).toBe(wanted);
});

test("createScene: a text that repeats the goal, also in pieces, is no candidate", () => {
  const goal = 'Click on the link "nam" now';
  const whole = sceneOf(
    [
      { role: "text", name: goal },
      { role: "link", name: "nam" },
    ],
    goal,
  );
  expect(whole.elements.map(({ ref }) => ref)).toEqual(["e1"]);
  const pieces = sceneOf(
    [
      { role: "text", name: "Click on the link" },
      { role: "text", name: '"nam"' },
      { role: "text", name: "now" },
      { role: "link", name: "nam" },
    ],
    goal,
  );
  expect(pieces.elements.map(({ ref }) => ref)).toEqual(["e3"]);
});

test("rankCandidates: scores lie within 0 and 1 and go down, whatever the page says", () => {
  const word = fc.constantFrom("", "Save", "save", "Delete it", "x", "0", "9".repeat(300), "é", " ");
  const part = fc.record({
    role: fc.constantFrom("button", "link", "textbox", "text", "img", "graphic", "row"),
    name: word,
    words: fc.array(word, { maxLength: 3 }),
    color: fc.constantFrom("#ff0000", "red", undefined),
    parent: fc.constantFrom("e0", "e1", "e99", undefined),
  });
  fc.assert(
    fc.property(
      fc.array(part, { maxLength: 12 }),
      word,
      fc.constantFrom("button", "field", "nothing", undefined),
      (parts, name, kind) => {
        const ranked = rankCandidates(
          sceneOf(parts),
          thing({ name, ...(kind !== undefined && { kind }) }),
          "click",
        );
        for (const [index, { score }] of ranked.entries()) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
          expect(score).toBeLessThanOrEqual(ranked[index - 1]?.score ?? 1);
        }
      },
    ),
  );
});
