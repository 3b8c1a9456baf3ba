import fc from "fast-check";
import { expect, test } from "vitest";
import { createTerms } from "../retrieval/tokenize.ts";
import { findRearranged } from "./find-rearranged.ts";

const check = (sentence: string, sources: string | readonly string[], headings: readonly string[] = []) =>
  findRearranged(sentence, {
    sources: [sources].flat().map((source) => ({ sentence: source, quoted: [source] })),
    headings,
  });

test.each([
  ["Relay is faster than Kafka.", "Relay is faster than Kafka."],
  ["Relay stores messages.", "Relay stores all of the messages on disk.", "limited"],
  ["Relay stores messages on disk.", "The relay, a small program, stores messages on a local disk."],
  ["Relay does not encrypt messages.", "Relay does not encrypt messages at rest."],
  ["It keeps messages for 14 days.", "Relay keeps messages for 14 days."],
  ["Relay keeps messages for 14 days.", "It keeps messages for 14 days.", undefined, "Relay"],
  ["Copy your key and its value.", "Copy [your key](https://x.io/a?only=b&of=the-team-key) and its value."],
  ["Relay stores messages.", "Relay stores messages on disk, but it may lose some."],
])("`findRearranged` judges %j by %j", (sentence, source, problem?: string, heading?: string) => {
  const found = check(sentence, source, heading === undefined ? [] : [heading]);
  expect(found === undefined).toBe(problem === undefined);
});

test("`findRearranged` lets quoted sentences be told one after the other", () => {
  const sources = ["Relay stores messages on disk.", "Kafka keeps messages in memory."];
  expect(check("Relay stores messages on disk and Kafka keeps messages in memory.", sources)).toBeUndefined();
  expect(check("Kafka keeps messages in memory, and Relay stores messages.", sources)).toBeUndefined();
});

test.each([
  ["Kafka is faster than Relay.", "Relay is faster than Kafka."],
  ["Bob manages Alice.", "Alice manages Bob."],
  ["Bob is managed by Alice.", "Bob manages Alice."],
  ["Relay uses Kafka.", ["Relay uses memory.", "Kafka uses disk."]],
  ["Paris is in Germany.", ["Paris is in France.", "Berlin is in Germany."]],
  ["Version 2 removed the API.", "Version 3 removed the API, version 2 added it."],
  ["The price is 30.", "The price rose from 30 to 40."],
  ["It takes 12 s.", "It takes 12 ms in s mode."],
  ["Relay comes to Kafka.", "Relay comes from Kafka."],
  ["Relay is dead.", "Relay was dead once."],
  ["Relay has up to 30 nodes.", "Relay has 30 nodes."],
  ["Relay has few nodes.", "Relay has nodes."],
  ["Relay has nodes?", "Relay has nodes."],
  ["Kafka is slow.", "Kafka is fast.", "Why Relay is slow"],
  ["Relay keeps messages.", "Kafka keeps messages.", "Relay"],
  ["The ferry of guests may sink.", "Guests of the ferry may sink.", "Ferry"],
])("`findRearranged` refuses %j for %j", (sentence, source, heading?: string) => {
  expect(check(sentence, source, heading === undefined ? [] : [heading])).toMatch(
    /another way|is no sentence|asks/,
  );
});

test.each([
  ["Clients are authenticated.", "Some clients are authenticated."],
  ["Clients are authenticated.", "No clients are authenticated."],
  ["Clients are authenticated.", "Clients are &#110;&#111;t authenticated."],
  ["Relay drops messages.", "If it is full, Relay drops messages."],
  ["Relay drops messages.", "It is a myth that Relay drops messages."],
  ["Relay drops messages.", "Relay drops messages rarely."],
  ["Relay drops messages.", "Relay drops messages only in tests."],
  ["Relay drops messages.", "Relay drops messages unless told otherwise."],
  ["Relay holds 500 queues.", "Relay holds at least 500 queues."],
])("`findRearranged` does not let %j leave out what limits %j", (sentence, source) => {
  expect(check(sentence, source)).toBe("its quotes deny or limit what it says");
});

test("`findRearranged` takes words from the quoted part only", () => {
  const sentence = "Relay stores messages on disk in Oslo.";
  const sources = [{ sentence, quoted: ["Relay stores messages"] }];
  expect(findRearranged("Relay stores messages.", { sources, headings: [] })).toBeUndefined();
  expect(findRearranged("Relay stores messages in Oslo.", { sources, headings: [] })).toBeDefined();
});

test("`findRearranged` lets every sentence follow from itself, and none from its words in another order", () => {
  const words = fc.uniqueArray(fc.stringMatching(/^[b-z]{4,9}$/), {
    minLength: 3,
    maxLength: 12,
    // Words of one stem are one word.
    selector: (word) => createTerms(word).whole,
  });
  fc.assert(
    fc.property(words, fc.nat(), fc.nat(), (list, first, second) => {
      const source = list.join(" ");
      const [a, b] = [first % list.length, second % list.length];
      const swapped = [...list];
      [swapped[a], swapped[b]] = [list[b], list[a]];
      expect(check(source, source)).toBeUndefined();
      if (a !== b) expect(check(swapped.join(" "), source)).toBeDefined();
    }),
  );
});
