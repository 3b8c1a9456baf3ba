import { expect, test } from "vitest";
import { splitSentences } from "./split-sentences.ts";

test.each([
  ["One. Two! Three?", ["One.", "Two!", "Three?"]],
  ["It runs on Node.js 20. It is fast.", ["It runs on Node.js 20.", "It is fast."]],
  ["Dr. Smith met J. Doe, e.g. In May. Then left.", ["Dr. Smith met J. Doe, e.g. In May.", "Then left."]],
  ['He said "stop." Then he went.', ['He said "stop."', "Then he went."]],
  ["Version 1.2.3 is out. 40 fixes.", ["Version 1.2.3 is out.", "40 fixes."]],
  ["  no end  ", ["no end"]],
  ["Ends.\u2028\u3000\ufeff", ["Ends."]],
  [
    "東京は首都です。人口は多い。「はい。」そう言った",
    ["東京は首都です。", "人口は多い。", "「はい。」", "そう言った"],
  ],
  ["", []],
])("`splitSentences` reads %j", (text, sentences) => {
  expect(splitSentences(text, 0, text.length).map(({ start, end }) => text.slice(start, end))).toEqual(
    sentences,
  );
});
