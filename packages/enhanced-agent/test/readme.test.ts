import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { findMissingOutput } from "../../../tooling/samples/expected-output.ts";
import { extractSamples } from "../../../tooling/samples/extract-samples.ts";
import { runSample } from "../../../tooling/samples/run-sample.ts";
import { formatMaskTable, shippedActions } from "../src/index.ts";

const readme = fileURLToPath(new URL("../README.md", import.meta.url));
const samples = extractSamples(readme);

/** What a sample must print, by its heading. */
const expected: Readonly<Record<string, readonly string[]>> = {
  "From a prompt to an answer": [
    "[ 'knowledge completed', 'planner completed' ]",
    "PLANNING → EXECUTING → VERIFYING → LEARNING",
    "[E1.1] “Python async code gathers coroutines with a task group.” async.md:3",
    "rules",
  ],
  "With a language model": ["Use httpx or aiohttp [E1].\ntrue"],
  Ends: ["12"],
  "Conversations and lessons": ["completed true"],
  Approval: ["completed 1"],
  "What happens, while it happens": ["step 0: PLANNING"],
  "An action of your own": ["completed [ 'Water the plants' ] Noted: water the plants."],
};

test.each(samples)("README sample “$title” runs and prints what it promises", (sample) => {
  const { succeeded, output } = runSample(sample);
  expect({ succeeded, output }).toMatchObject({ succeeded: true });
  for (const text of expected[sample.title] ?? ["a sample of an unknown heading"])
    expect(output).toContain(text);
  expect(findMissingOutput(sample.code, output)).toEqual([]);
});

test("README shows the table of actions and states that the agent goes by", () => {
  expect(readFileSync(readme, "utf8")).toContain(`\n${formatMaskTable(shippedActions)}\n`);
});
