import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { findMissingOutput } from "../../../tooling/samples/expected-output.ts";
import { extractSamples } from "../../../tooling/samples/extract-samples.ts";
import { runSample } from "../../../tooling/samples/run-sample.ts";

const samples = extractSamples(fileURLToPath(new URL("../README.md", import.meta.url)));

/** What a sample must print, by its heading. */
const expected: Readonly<Record<string, readonly string[]>> = {
  "From a goal to a plan": [
    "9 steps · 483.05 s in parallel, 528.05 s one after another · 0.85 USD\nMethod: build-api\nLimit: 5 USD, estimated 0.85 USD: kept",
    "     Find out how a REST API for invoices is best built with Python, without\n     Django",
  ],
  "Time and money before anything runs": [
    "60.05 0.15\n",
    "Librarian",
    "flowchart TD",
    "budget-exceeded The plan is estimated at 0.15 USD, which exceeds the budget of 0.10 USD by 0.05 USD.",
  ],
  "Running a plan": [
    "completed research-hono, research-fastify, compare",
    "[ 'knowledge: 2', 'planner: 1' ]",
  ],
  "When a step fails": [
    "completed 2",
    "Step “research-hono” (Research Hono) failed on “Closed Library”: closed today.",
  ],
  "Research changes the plan": [
    "Implement the endpoints of the REST API for invoices with FastAPI, without Flask",
  ],
  "Changing a plan": ["Left out: "],
  "Methods of your own": ["Method: brew-coffee", "Brew coffee for Ada"],
};

test.each(samples)("README sample “$title” runs and prints what it promises", (sample) => {
  const { succeeded, output } = runSample(sample);
  expect({ succeeded, output }).toMatchObject({ succeeded: true });
  for (const text of expected[sample.title] ?? ["a sample of an unknown heading"])
    expect(output).toContain(text);
  expect(findMissingOutput(sample.code, output)).toEqual([]);
});
