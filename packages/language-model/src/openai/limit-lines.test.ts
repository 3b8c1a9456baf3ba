import fc from "fast-check";
import { expect, test } from "vitest";
import { createLineLimit } from "./limit-lines.ts";

/** Whether a text passes, cut into pieces of so many bytes. */
function passes(text: string, size = 4_096): boolean {
  const check = createLineLimit();
  const bytes = Buffer.from(text);
  try {
    for (let at = 0; at < bytes.length; at += size) check(bytes.subarray(at, at + size));
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(SyntaxError);
    return false;
  }
}

test.each([
  ["a\n", 10_000],
  ["a\r\n", 10_000],
  ["a\r", 10_000],
  ["\n", 10_000],
  ["data: 1\n", 10_000],
  [": keeps the connection open\n\n", 5_000],
  ["event: x\n\n", 5_000],
  ["datum: 1\n\n", 5_000],
  ["data\n\n", 5_000],
])("`createLineLimit` lets %j pass %i times, and not once more", (line, count) => {
  expect(passes(line.repeat(count))).toBe(true);
  expect(passes(line.repeat(count + 1))).toBe(false);
});

test.each(["data: {}\n\n", "data:{}\r\n\r\n", "event: x\ndata: {}\r\r", ": note\n\ndata: {}\n\n"])(
  "`createLineLimit` lets %j pass however often",
  (event) => expect(passes(event.repeat(20_000))).toBe(true),
);

test("`createLineLimit` counts the same wherever a stream is cut", () => {
  const line = fc.constantFrom("data: 1", "a", "dat", "");
  const end = fc.constantFrom("\n", "\r", "\r\n");
  const lines = fc.array(fc.tuple(line, end), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(lines, fc.integer({ min: 1, max: 9 }), (list, size) => {
      const text = list.flat().join("").repeat(10_001);
      expect(passes(text, size)).toBe(passes(text, text.length));
    }),
    { numRuns: 20 },
  );
});
