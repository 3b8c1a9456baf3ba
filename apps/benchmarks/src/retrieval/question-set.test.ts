import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { divide, readQuestionSet } from "./question-set.ts";

const folder = mkdtempSync(join(tmpdir(), "question-set-"));
afterAll(() => rmSync(folder, { recursive: true }));

function read(content: string) {
  const path = join(folder, "set.json");
  writeFileSync(path, content);
  return readQuestionSet(path);
}

const passages = ["B", "A", "C"].map((title, id) => ({ id, title, text: `About ${title}.` }));
const questions = passages.map(({ id }) => ({
  question: `What is ${id}?`,
  answers: [`${id}`],
  passageId: id,
}));

test.each([
  ["no JSON", "cannot be read as JSON"],
  ["null", 'has no "passages"'],
  ['{"passages":[]}', 'has no "passages"'],
  [JSON.stringify({ passages, questions: [{ question: "?" }] }), 'has no "questions"'],
  [JSON.stringify({ passages, questions: [{ ...questions[0], passageId: 9 }] }), "names passage 9"],
])("`readQuestionSet` refuses %s with a message that says why", (content, message) => {
  expect(() => read(content)).toThrow(message);
});

test("`divide` takes every other title of the sorted list", () => {
  const { fitted, other } = divide(read(JSON.stringify({ passages, questions })));
  expect(fitted.map(({ passageId }) => passageId)).toEqual([1, 2]);
  expect(other.map(({ passageId }) => passageId)).toEqual([0]);
});
