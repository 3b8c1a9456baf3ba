import { expect, test } from "vitest";
import { readQuestion } from "./question.ts";

test.each([
  ["What license does typescript have?", "typescript", []],
  ["Is zod MIT?", "zod", ["mit"]],
  ["zod is MIT licensed", "zod", ["mit"]],
  ["How fast is Vite?", "vite", []],
  ["When was he elected by Nixon?", undefined, ["nixon"]],
  ["How do you validate input with a schema?", undefined, []],
  ["How many people have died in Baghdad?", undefined, ["baghdad"]],
  ["Which well-known task runner beats p-queue?", undefined, ["p-queue"]],
  ["What Is The Best Way Of All", undefined, []],
  ["How do I clear the turbo cache?", undefined, ["turbo"]],
])("`readQuestion` finds what %j names", (question, subject, names) => {
  const read = readQuestion(question, new Set(["turbo"]));
  expect([read.subject, read.names]).toEqual([subject, names]);
});
