import { expect, test } from "vitest";
import { withFixture } from "../support/temporary-folder.ts";
import { checkBoundaries } from "./check-boundaries.ts";

function createPackage(
  folder: string,
  name: string,
  entries: readonly string[] = ["."],
): Record<string, string> {
  const exports = Object.fromEntries(
    entries.map((entry) => {
      const path = entry === "." ? "index" : `${entry.slice(2)}/index`;
      return [entry, { "@convoke/source": `./src/${path}.ts` }];
    }),
  );
  return {
    [`${folder}/package.json`]: JSON.stringify({ name, exports }),
    [`${folder}/src/index.ts`]: "export {};",
  };
}

const workspace: Record<string, string> = {
  ...createPackage("packages/core", "@convoke/core", [".", "./testing"]),
  ...createPackage("packages/agents-knowledge", "@convoke/agents-knowledge"),
  ...createPackage("packages/agents-planner", "@convoke/agents-planner"),
  ...createPackage("packages/convoke", "convoke"),
  ...createPackage("apps/demo", "@convoke/demo"),
};

/** What is wrong with one import of `specifier` in `file`, in a workspace where nothing else is. */
const findIn = (file: string, statement: string, more: Record<string, string> = {}): string[] =>
  withFixture({ ...workspace, ...more, [file]: statement }, (root) =>
    checkBoundaries(root).map((problem) => `${problem.file}:${problem.line} ${problem.message}`),
  );

const forbidden: readonly [file: string, statement: string, why: string][] = [
  [
    "packages/agents-planner/src/a.ts",
    'import { x } from "@convoke/agents-knowledge";',
    "agents import each other",
  ],
  [
    "packages/agents-planner/src/a.ts",
    'import type { X } from "@convoke/agents-knowledge";',
    "also as types",
  ],
  ["packages/core/src/a.ts", 'import { x } from "convoke";', "core imports upwards"],
  ["packages/convoke/src/a.ts", 'import { x } from "@convoke/demo";', "a package imports an app"],
  [
    "packages/agents-planner/src/a.ts",
    'import { x } from "../../core/src/index.ts";',
    "a path into another package",
  ],
  [
    "packages/agents-planner/src/a.ts",
    'import { x } from "@convoke/core/testing";',
    "published code imports test tools",
  ],
  ["packages/core/src/a.ts", 'import { z } from "zod";', "core depends on an npm package"],
  ["packages/core/src/testing/a.ts", 'import { expect } from "vitest";', "testing imports a test runner"],
  [
    "packages/core/src/testing/a.ts",
    'import { x } from "../tasks/x.ts";',
    "testing looks behind the public API",
  ],
  [
    "packages/core/src/strategies/a.ts",
    'import { x } from "../registry/x.ts";',
    "a strategy knows the registry",
  ],
  [
    "packages/core/src/strategies/a.ts",
    'import type { X } from "../stores/x.ts";',
    "a strategy knows a store",
  ],
  ["packages/core/src/strategies/a.ts", 'import { x } from "../engines/x.ts";', "a strategy knows an engine"],
  ["packages/core/src/events/a.ts", 'import { x } from "../tasks/x.ts";', "events import values of tasks"],
  [
    "packages/core/src/errors/a.ts",
    'import type { X } from "../registry/agent.ts";',
    "errors know the domain",
  ],
  ["packages/core/src/runtime/a.ts", 'import { x } from "../budget/x.ts";', "the runtime knows budgets"],
  ["packages/core/src/budget/a.ts", 'export * from "../tasks/x.ts";', "a re-export is an import"],
  ["packages/core/src/budget/a.ts", 'export const x = import("../tasks/x.ts");', "so is a dynamic import"],
  ["packages/core/src/budget/a.ts", 'export type X = import("../tasks/x.ts").X;', "so is an import type"],
  ["packages/core/src/model/a.ts", 'import { x } from "../tasks/x.ts";', "model imports values of tasks"],
  ["packages/core/src/model/a.ts", 'import { x } from "../tasks/failure.ts";', "model knows a shared file"],
  ["packages/core/src/attic/a.ts", "export {};", "a folder without a rule"],
];

test.each(forbidden)("`checkBoundaries` refuses in %s: %s (%s)", (file, statement) => {
  expect(findIn(file, statement)).toEqual([expect.stringContaining(`${file}:`)]);
});

const allowed: readonly [file: string, statement: string][] = [
  [
    "packages/agents-planner/src/a.ts",
    'import { x } from "@convoke/core"; import { readFile } from "node:fs";',
  ],
  [
    "packages/agents-planner/src/a.test.ts",
    'import { x } from "@convoke/core/testing"; import { test } from "vitest";',
  ],
  ["packages/convoke/src/a.ts", 'import { x } from "@convoke/agents-planner";'],
  ["apps/demo/src/main.ts", 'import { x } from "convoke"; import { Listr } from "listr2";'],
  ["packages/core/src/testing/a.ts", 'import { x } from "../index.ts"; import { y } from "./y.ts";'],
  ["packages/core/src/strategies/a.ts", 'import type { X } from "../registry/agent.ts";'],
  [
    "packages/core/src/strategies/a.test.ts",
    'import { x } from "../orchestrator/x.ts"; import fc from "fast-check";',
  ],
  [
    "packages/core/src/tasks/a.ts",
    'import { x } from "../registry/x.ts"; import { y } from "../errors/y.ts";',
  ],
  [
    "packages/core/src/model/a.ts",
    'import { x } from "../runtime/x.ts"; import type { Y } from "../tasks/y.ts";',
  ],
];

test.each(allowed)("`checkBoundaries` accepts in %s: %s", (file, statement) => {
  expect(findIn(file, statement)).toEqual([]);
});

test("`checkBoundaries` asks for a rule for every package", () => {
  const found = findIn("packages/core/src/a.ts", "export {};", createPackage("packages/new", "@convoke/new"));
  expect(found).toEqual([expect.stringContaining("@convoke/new has no rule")]);
});
