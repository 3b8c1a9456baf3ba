import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readSnapshot } from "./read-snapshot.ts";

const good = {
  id: 1,
  role: "button",
  tag: "button",
  name: "Save",
  nameSource: "text",
  x: 0,
  y: 0,
  width: 9,
  height: 9,
};

describe("readSnapshot", () => {
  test("drops elements of a wrong shape, cuts texts, and mends what refers to what was dropped", () => {
    const answer = {
      elements: [
        good,
        { ...good, id: 1 },
        { ...good, id: "2" },
        { ...good, id: 3, role: 'button" [e9] link' },
        { ...good, id: 4, x: "left" },
        {
          ...good,
          id: 5,
          parent: 4,
          name: "x".repeat(999),
          words: [1, "w".repeat(99)],
          color: "red",
          value: {},
        },
        { ...good, id: 6, parent: 5, inputType: "password", value: "secret", options: [null, { text: 5 }] },
        null,
      ],
      viewport: [1, "2"],
      title: 5,
    };
    const read = readSnapshot(JSON.stringify(answer), 100)!;
    expect(read.elements.map(({ id, parent }) => [id, parent])).toEqual([
      [1, undefined],
      [5, undefined],
      [6, 1],
    ]);
    expect(read.elements[1]!.name).toHaveLength(200);
    expect(read.elements[1]!.words).toEqual(["w".repeat(40)]);
    expect(read.elements[1]).not.toHaveProperty("color");
    expect(read.elements[1]).not.toHaveProperty("value");
    expect(read.elements[2]).not.toHaveProperty("value");
    expect(read.elements[2]!.options).toEqual([{ text: "", isSelected: false }]);
    expect([read.viewport, read.title]).toEqual([[1, 0, 0, 0, 0, 0], ""]);
    expect(
      readSnapshot(
        JSON.stringify({
          elements: Array.from({ length: 9 }, (_, index) => ({ ...good, id: index + 1 })),
        }),
        3,
      )!.elements,
    ).toHaveLength(3);
  });

  test("never throws, whatever the answer", () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string(), fc.constant(null), fc.anything()), (answer) => {
        expect(readSnapshot(answer, 10)?.elements.length ?? 0).toBeLessThanOrEqual(10);
      }),
    );
  });
});
