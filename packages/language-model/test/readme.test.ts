import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findMissingOutput } from "../../../tooling/samples/expected-output.ts";
import { extractSamples } from "../../../tooling/samples/extract-samples.ts";
import { runSample } from "../../../tooling/samples/run-sample.ts";
import { writeTinyGguf } from "./tiny-gguf.ts";

const samples = extractSamples(fileURLToPath(new URL("../README.md", import.meta.url)));

/** No model but the one that the samples name is asked, whatever the environment of the tests holds. */
const environment = { LLM_API_KEY: "sk-example", LLM_BASE_URL: "", LLM_MODEL: "", CONVOKE_RECORD: "" };

/** What a sample prints beside the promises in its comments, by its heading. */
const expected: Readonly<Record<string, readonly RegExp[]>> = {
  "What every language model promises: `languageModelCases`": [/\bpass 14\b/, /\bfail 0\b/],
};

const folder = mkdtempSync(join(tmpdir(), "convoke-readme-"));
const pathOfModel = join(folder, "assistant.gguf");
beforeAll(() => writeTinyGguf(pathOfModel));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(samples)("README sample “$title” runs and prints what it promises", ({ code, title }) => {
  // The weights of a reader, in the place of which there is noise of the same shape; one thread, since other tests keep the cores busy.
  const program = code.replace('"models/assistant.gguf"', `${JSON.stringify(pathOfModel)}, threads: 1`);
  const { succeeded, output } = runSample({ code: program }, { environment });
  expect({ succeeded, output }).toMatchObject({ succeeded: true });
  expect(findMissingOutput(code, output)).toEqual([]);
  expect(code).toMatch(/console\.log\(.*\); \/\/ /);
  for (const pattern of expected[title] ?? []) expect(output).toMatch(pattern);
});
