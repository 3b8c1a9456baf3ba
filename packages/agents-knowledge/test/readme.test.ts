import { join } from "node:path";
import { expect, test } from "vitest";
import { extractSamples } from "../../../tooling/samples/extract-samples.ts";
import { runSample } from "../../../tooling/samples/run-sample.ts";

const samples = extractSamples(join(import.meta.dirname, "../README.md"));
const files = {
  "docs/backups.md": "# Backups\n\nBackups run at 2:30 every night.\n",
  "docs/guides/night.md": "# Night shift\n\nBackups run at 2:30 every night. Stay awake.\n",
};

test(
  "the README's first sample indexes a folder and answers from it, in ten lines",
  { timeout: 60_000 },
  () => {
    expect(samples[0].code.trim().split("\n")).toHaveLength(10);
    const { output } = runSample(samples[0], { files });
    expect(output).toContain("Backups run at 2:30 every night.");
    expect(output).toContain("backups.md");
  },
);

test("the README's second sample finds every citation at its bytes", { timeout: 60_000 }, () => {
  const { output } = runSample(samples[1], { files });
  expect(output).toMatch(/backups\.md:3 Backups run at 2:30 every night\.\ntrue\ntrue/);
  expect(output).not.toContain("false");
});

test("the README's third sample keeps an index and brings it up to date", { timeout: 60_000 }, () => {
  const { output } = runSample(samples[2], { files });
  expect(output).toContain("true\nBackups run at 2:30 every night.");
  expect(output).toMatch(/true\s*$/);
});

test("the README's fourth sample makes an agent that searches the web", { timeout: 60_000 }, () => {
  expect(runSample(samples[3], { files })).toMatchObject({ succeeded: true, output: "" });
});

test("the README's fifth sample searches by a provider of one's own", { timeout: 60_000 }, () => {
  expect(runSample(samples[4], { files }).output).toBe("true\n");
});

test("the README's last sample reaches a consensus of agents over one index", { timeout: 60_000 }, () => {
  expect(samples).toHaveLength(6);
  expect(runSample(samples[5], { files }).output).toContain("true 0.6");
});
