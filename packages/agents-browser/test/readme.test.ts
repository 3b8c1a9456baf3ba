import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { findMissingOutput } from "../../../tooling/samples/expected-output.ts";
import { extractSamples } from "../../../tooling/samples/extract-samples.ts";
import { runSample } from "../../../tooling/samples/run-sample.ts";

const samples = extractSamples(fileURLToPath(new URL("../README.md", import.meta.url)));

/** What a sample must print, by its heading. */
const expected: Readonly<Record<string, readonly string[]>> = {
  "A goal in plain words": [
    "completed fill check click",
    '{"action":"click","target":{"role":"button","name":"Join","exact":true}}',
  ],
  "A program": [
    "{ name: 'Beacon', price: 58, inStock: true }",
    "{ name: 'Aurora', price: 1249.9, inStock: false }",
    "image/png sha256-",
  ],
  "The boundary": ["outside_policy"],
};

test.each(samples)("README sample “$title” runs and prints what it promises", (sample) => {
  const { succeeded, output } = runSample(sample);
  expect({ succeeded, output }).toMatchObject({ succeeded: true });
  for (const text of expected[sample.title] ?? ["a sample of an unknown heading"])
    expect(output).toContain(text);
  expect(findMissingOutput(sample.code, output)).toEqual([]);
});
