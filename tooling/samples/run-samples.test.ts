import { expect, test } from "vitest";
import { findMissingOutput } from "./expected-output.ts";
import type { Sample } from "./extract-samples.ts";
import { runSamples } from "./run-samples.ts";

const createSample = (line: number, code: string): Sample => ({
  code,
  line,
  title: "A title",
  isRunnable: true,
});

test("`runSamples` names the samples that fail or print something else, and runs the others", () => {
  const samples = [
    createSample(1, 'console.log("first", await Promise.resolve(1)); // first 1'),
    createSample(5, 'throw new Error("does not work");'),
    createSample(9, "console.log([1, 2]); // [ 1, 3 ]"),
    createSample(
      13,
      'import { readFileSync } from "node:fs";\nconsole.log(readFileSync("a.md", "utf8")); // from a file',
    ),
  ];
  expect(runSamples(samples, { files: { "a.md": "from a file" } })).toEqual([
    { line: 5, title: "A title", problem: expect.stringContaining("does not work") },
    { line: 9, title: "A title", problem: expect.stringContaining('should print "[ 1, 3 ]"') },
  ]);
});

test("`runSamples` tells a sample that never goes on, and what fails after the last one", () => {
  expect(runSamples([createSample(1, "await new Promise(() => {});"), createSample(3, "")])).toEqual([
    expect.objectContaining({ line: 3, problem: "was not reached" }),
  ]);
  expect(runSamples([createSample(1, 'void Promise.reject(new Error("too late"));')])).toEqual([
    expect.objectContaining({ line: 1, problem: expect.stringContaining("too late") }),
  ]);
});

test("`findMissingOutput` compares quotes and white space loosely, and takes … for anything", () => {
  const code = 'console.log(a); // { x: "y", … }\nconsole.log(b); // gone\nrun(); // no promise';
  expect(findMissingOutput(code, "{ x: 'y',\n  z: 1 }\n")).toEqual(["gone"]);
  expect(findMissingOutput("console.log(2); // 2", "12 20\n")).toEqual(["2"]);
  expect(findMissingOutput("console.log(2); // 2", "12\n2\n")).toEqual([]);
});
