import { expect, test } from "vitest";
import { recombine } from "./recombine.ts";

const passages = [
  { id: 1, title: "Ferry", text: "A ferry is a ship. It carries cars." },
  { id: 2, title: "Train", text: "A train has wheels. It leaves at 7. Nobody waits." },
];

test("`recombine` makes as many passages as are asked for, of the set's own sentences, the same every time", () => {
  const made = [...recombine(passages, 50)];
  expect(made).toHaveLength(50);
  expect(new Set(made.map(({ text }) => text)).size).toBeGreaterThan(20);
  const whole = passages.map(({ text }) => text).join(" ");
  for (const { text } of made)
    for (const sentence of text.split(/(?<=\.) /)) expect(whole).toContain(sentence);
  expect([...recombine(passages, 50)]).toEqual(made);
});
