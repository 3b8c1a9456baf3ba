import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { extractSamples } from "../../../tooling/samples/extract-samples.ts";
import { runSample, typeCheckSamples } from "../../../tooling/samples/run-sample.ts";

const samples = extractSamples(fileURLToPath(new URL("../README.md", import.meta.url)));

/** What a sample must print, by its heading. */
const expected: Readonly<Record<string, string>> = {
  "From a goal to a plan": "9 steps · 483.05 s in parallel, 528.05 s one after another · 0.85 USD",
  "Research changes the plan": "FastAPI as the backend framework, because docs/fastapi.md:3 says",
  "Running a plan": "completed",
  "Checking a plan": "bad-shape",
  "Methods of your own": "Method: brew-coffee",
};

test.each(samples)("README sample “$title” runs and prints what it promises", (sample) => {
  const { succeeded, output } = runSample(sample);
  expect({ succeeded, output }).toMatchObject({ succeeded: true });
  expect(output).toContain(expected[sample.title] ?? "a sample of an unknown heading");
});

test("README samples fit the types", () => {
  expect(typeCheckSamples(samples)).toMatchObject({ succeeded: true });
});
