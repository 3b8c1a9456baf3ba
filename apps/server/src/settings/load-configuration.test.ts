import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createManualRuntime } from "@convoke/core/testing";
import { describe, expect, onTestFinished, test } from "vitest";
import { ConfigurationError } from "./config.ts";
import { loadConfiguration } from "./load-configuration.ts";

function createFolder(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "convoke-configuration-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

const load = (files: Record<string, string>, environment = {}) =>
  loadConfiguration(environment, createFolder(files), createManualRuntime());

describe("loadConfiguration", () => {
  test("takes the environment alone where there is no file", async () => {
    expect(await load({}, { CONVOKE_PORT: "1" })).toMatchObject({
      configuration: { port: 1 },
      file: undefined,
      agents: undefined,
    });
  });

  test("takes a file's settings and agents; the environment wins", async () => {
    const text = "export default { port: 8080, maxRuns: 3, dataFolder: 'memory', agents: [1] };";
    for (const name of ["convoke.config.mjs", "convoke.config.ts"]) {
      const loaded = await load({ [name]: text }, { CONVOKE_PORT: "1" });
      expect(loaded).toMatchObject({
        configuration: { port: 1, maxRuns: 3, dataFolder: undefined },
        file: expect.stringContaining(name),
        agents: [1],
      });
    }
  });

  test.each([
    [
      "that throws",
      "throw new Error('No such service')",
      /convoke\.config\.mjs cannot be loaded: No such service/,
    ],
    ["that is no module", "export default {", /convoke\.config\.mjs cannot be loaded: /],
    ["without a default export", "export const port = 1", /has no configuration as its default export/],
    ["with a list", "export default []", /has no configuration as its default export/],
    [
      "with a misspelt name",
      "export default { prot: 1 }",
      /sets "prot", which is no setting: did you mean "port"\?/,
    ],
    [
      "with a value that cannot be",
      "export default { port: '1' }",
      /"port" of the configuration file is "1": use/,
    ],
  ])("refuses a file %s, and says why", async (_, text, message) => {
    await expect(load({ "convoke.config.mjs": text })).rejects.toSatisfy(
      (error) => error instanceof ConfigurationError && message.test(error.message),
    );
  });

  test("refuses a file that never finishes loading", async () => {
    const runtime = createManualRuntime();
    const folder = createFolder({
      "convoke.config.mjs": "await new Promise(() => undefined); export default {};",
    });
    const refused = loadConfiguration({}, folder, runtime).catch((error: unknown) => error);
    await runtime.advance(30_000);
    expect(String(await refused)).toContain("it has not finished loading after 30 seconds");
  });

  test("refuses two files", async () => {
    const files = { "convoke.config.mjs": "export default {}", "convoke.config.ts": "export default {}" };
    await expect(load(files)).rejects.toThrow("keep one of them");
  });
});
