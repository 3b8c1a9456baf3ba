import fc from "fast-check";
import { expect, test } from "vitest";
import { createRedact } from "./redact.ts";

const key = "sk-SECRET0123456789abcd";

test.each([
  `Incorrect API key provided: ${key}.`,
  `Incorrect API key provided: ${key.slice(0, 19)}****.`,
  `Incorrect API key provided: ${key.slice(0, 8)}*****${key.slice(-8)}.`,
  `The middle is ${key.slice(4, 16)}.`,
])("`createRedact` takes a key out of “%s”, also what is shown of it", (text) => {
  const clean = createRedact([key])(text);
  expect(clean).toContain("[secret]");
  for (let at = 0; at + 8 <= key.length; at += 1) expect(clean).not.toContain(key.slice(at, at + 8));
});

test("`createRedact` leaves words alone that only look like a key's beginning, and texts without one", () => {
  expect(createRedact([key])("Keys begin with sk-; yours is wrong.")).toBe(
    "Keys begin with sk-; yours is wrong.",
  );
  expect(createRedact(["", "short"])("a shorthand")).toBe("a [secret]hand");
});

test("`createRedact` leaves no part of twelve characters of a secret in any text", () => {
  const secret = fc.stringMatching(/^[A-Za-z0-9]{16,40}$/);
  fc.assert(
    fc.property(
      secret,
      fc.nat(20),
      fc.integer({ min: 12, max: 40 }),
      fc.string(),
      (text, from, length, around) => {
        const part = text.slice(from, from + length);
        fc.pre(part.length >= 12);
        expect(createRedact([text])(`${around}${part}${around}`)).not.toContain(part);
      },
    ),
  );
});
