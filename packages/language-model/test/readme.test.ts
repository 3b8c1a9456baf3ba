import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { findMissingOutput } from "../../../tooling/samples/expected-output.ts";
import { extractSamples } from "../../../tooling/samples/extract-samples.ts";
import { runSample, typeCheckSamples } from "../../../tooling/samples/run-sample.ts";

const samples = extractSamples(fileURLToPath(new URL("../README.md", import.meta.url)));

/** No model but the one that the samples name is asked, whatever the environment of the tests holds. */
const environment = { LLM_API_KEY: "sk-example", LLM_BASE_URL: "", LLM_MODEL: "" };

test.each(samples.filter(({ isRunnable }) => isRunnable))(
  "README sample “$title” runs and prints what it promises",
  (sample) => {
    const { succeeded, output } = runSample(sample, { environment });
    expect({ succeeded, output }).toMatchObject({ succeeded: true });
    expect(findMissingOutput(sample.code, output)).toEqual([]);
    expect(sample.code).toMatch(/console\.log\(.*\); \/\/ /);
  },
);

test("README samples fit the types", () => {
  expect(typeCheckSamples(samples)).toMatchObject({ succeeded: true });
});
