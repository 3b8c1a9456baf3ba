import { expect, test } from "vitest";
import { createIndex } from "../retrieval/create-index.ts";
import { answerQuestion } from "./answer-question.ts";
import { readSubject } from "./definition.ts";

function ask(question: string, text: string): string | undefined {
  const filler = { file: "b.md", text: "# Ferries\n\nThe ferry leaves at noon. It carries cars." };
  const index = createIndex([{ file: "a.md", text: `# Guide\n\n## Notes\n\n${text}` }, filler]);
  return answerQuestion((query, limit) => index.rank(query, { limit }), { question }).answer;
}

test.each([
  [
    "What is React?",
    'What a goal forbids ("don\'t use React", "no JavaScript") is forbidden to all of its parts.',
  ],
  ["What is oxlint?", "What. pnpm, turbo, tsup, oxlint, oxfmt and knip, all pinned to one version."],
  ["What is pnpm?", "What. pnpm, turbo, tsup, oxlint, oxfmt and knip, all pinned to one version."],
  ["React", "The page was written with React in a hurry by somebody."],
])("`answerQuestion` answers %j by no sentence that only mentions it", (question, text) => {
  expect(ask(question, text)).toBeUndefined();
});

test.each([
  ["What is React?", "React is a library for user interfaces."],
  ["What is React?", "React renders user interfaces."],
  ["What is oxlint?", "The code is checked by oxlint, a linter that is written in Rust."],
  ["What is oxlint?", "The code is checked by `oxlint` (linter of the Oxc project)."],
  ["What is oxlint?", "The code is checked by a fast linter (oxlint) before each commit."],
  ["What is an anda?", "He was bound to his sworn brother, whom Mongols called anda in those days."],
  ["What is PORT?", "PORT=8080"],
])("`answerQuestion` answers %j by %j", (question, text) => {
  expect(ask(question, text)).toBe(text.replaceAll("`", ""));
});

test("`answerQuestion` answers a name by what stands under it", () => {
  expect(ask("What is React?", "## React\n\nA library for user interfaces.")).toBe(
    "A library for user interfaces.",
  );
});

test("`readSubject` takes no property of a thing for a name", () => {
  expect(readSubject("What is React?").isName).toBe(true);
  expect(readSubject("What is Warsaw's symbol?").isName).toBe(false);
});
