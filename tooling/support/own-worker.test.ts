import { expect, test } from "vitest";
import { withFixture } from "./temporary-folder.ts";
import { listOwnWorkerTests, needsOwnWorker } from "./own-worker.ts";

test.each([
  'process.once("warning", note);',
  "process.chdir(folder);",
  'process.env.CONVOKE_RECORD = "1";',
  'process.env["TMPDIR"] = folder;',
  "process.env = {};",
  "delete process.env.CONVOKE_RECORD;",
  "globalThis.fetch = refuse;",
  "vi.useFakeTimers();",
  'vi.stubEnv("A", "b");',
  "process.cpuUsage(before);",
  'setFlagsFromString("--expose-gc");',
  'import { openTestRun } from "../../test/support/open-test-run.ts";',
])("`needsOwnWorker` sees what others in the process would notice: %s", (text) => {
  expect(needsOwnWorker(text)).toBe(true);
});

test.each([
  'expect(process.env.CONVOKE_RECORD).toBe("1");',
  "if (process.env.A === undefined) skip();",
  "spawn(process.execPath, [file], { env: { ...process.env, A: file } });",
  "const read = vi.fn(() => 1);",
  "expect(process.cwd()).toBe(folder);",
])("`needsOwnWorker` lets tests share a worker that change nothing: %s", (text) => {
  expect(needsOwnWorker(text)).toBe(false);
});

test("`listOwnWorkerTests` names test files, by their path from the root", () => {
  const change = "process.chdir(folder);\n";
  const files = {
    "packages/a/src/own.test.ts": change,
    "packages/a/src/shared.test.ts": "expect(1).toBe(1);\n",
    "packages/a/src/no-test.ts": change,
    "apps/b/test/own.test.tsx": change,
  };
  expect(withFixture(files, listOwnWorkerTests)).toEqual([
    "apps/b/test/own.test.tsx",
    "packages/a/src/own.test.ts",
  ]);
});
