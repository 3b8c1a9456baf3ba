import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type CommandResult, runCommand } from "../support/run-command.ts";
import { createTemporaryFolder, writeFiles } from "../support/temporary-folder.ts";
import { workspaceRoot } from "../support/workspace-root.ts";
import { createTsconfig } from "./check-consumer.ts";
import { namesProgram } from "./names-program.ts";

/** Runs a command beside an installed `@convoke/core` that consists of `code` and `declarations`. */
function runBeside(
  core: { code?: string; declarations?: string },
  files: Record<string, string>,
  command: readonly [string, ...string[]],
): CommandResult {
  const folder = createTemporaryFolder(join(workspaceRoot, "examples", ".temporary"));
  const installed = "node_modules/@convoke/core";
  try {
    writeFiles(folder, {
      "package.json": '{ "type": "module" }',
      [`${installed}/package.json`]: '{ "type": "module", "types": "index.d.ts", "exports": "./index.js" }',
      [`${installed}/index.js`]: core.code ?? "",
      [`${installed}/index.d.ts`]: core.declarations ?? "",
      ...files,
    });
    return runCommand(command[0], command.slice(1), { folder });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test.each([
  ["export declare const signal: AbortSignal;", true],
  ["export declare const gate: PromiseWithResolvers<void>;", false],
])("a project of ES2022 reads the declarations too: %s", { timeout: 60_000 }, (declarations, isSound) => {
  const files = {
    "tsconfig.json": createTsconfig("ES2022"),
    "program.ts": 'import * as core from "@convoke/core";\nconsole.log(core);\n',
  };
  const { succeeded, output } = runBeside({ declarations }, files, ["tsc", "-p", "."]);
  expect(succeeded, output).toBe(isSound);
  if (!isSound) expect(output).toContain("Cannot find name 'PromiseWithResolvers'");
});

const code = `
export const ErrorCode = { INVALID_ARGUMENT: "invalid_argument" };
export class OrchestrationError extends Error {
  constructor(code, message) { super(message); }
}
Object.defineProperty(OrchestrationError.prototype, "name", { value: "OrchestrationError" });
const record = () => ({ taskId: "1", description: "Work done by nobody, at length, so that it takes several lines" });
export class Orchestrator {
  delegateTask = async () => record();
  executeParallel = async () => [record()];
  getTaskStatus = () => record();
}
`;

test.each([
  ["as it should be", code, undefined],
  [
    "with a renamed class",
    code.replace(
      "export class OrchestrationError",
      "export const OrchestrationError = class _OrchestrationError",
    ),
    "_OrchestrationError",
  ],
  ["whose errors are called as any other", code.replace(/^Object\.defineProperty.*$/m, ""), "name: 'Error'"],
  [
    "whose records are objects of a class",
    code.replace("({ taskId", "Object.assign(new (class Row {})(), { taskId"),
    "Row",
  ],
])("the program on names judges a core %s", { timeout: 30_000 }, (_title, text, complaint) => {
  const { succeeded, output } = runBeside({ code: text }, { "names.js": namesProgram }, ["node", "names.js"]);
  expect(succeeded, output).toBe(complaint === undefined);
  if (complaint !== undefined) expect(output).toContain(complaint);
});
