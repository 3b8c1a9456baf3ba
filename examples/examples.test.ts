import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCommand } from "../tooling/support/run-command.ts";
import { workspaceRoot } from "../tooling/support/workspace-root.ts";

const folder = join(workspaceRoot, "examples");

/** What each program must print, in this order. */
const expected: Readonly<Record<string, readonly string[]>> = {
  "browse-a-page.ts": [
    "did: fill, fill, click",
    'lamps: [{"name":"Aurora","price":49.5},{"name":"Beacon","price":58},{"name":"Comet","price":12.25},{"name":"Comet","price":12.25}]',
  ],
  "budgets.ts": [
    "estimate: 4 s, 0.08 USD",
    "maxCostUsd 0.05, by 0.01 (0 spent, 0.04 reserved, 0.02 asked for)",
    "one after another: [ 'completed', 'completed', 'completed', 'failed' ]",
  ],
  "crash-and-resume.ts": [
    "first orchestrator executed: [ 'Collect the facts', 'Write them down' ]",
    "second orchestrator executed: [ 'Write them down', 'Check the text' ]",
    "results: [ 'three facts', 'a text', 'looks right' ]",
  ],
  "every-package.ts": ["stored: Build a REST API", "conformance cases for a store:"],
  "human-approval.ts": [
    'asks for "approval": Release notes',
    "completed { url: 'https://example.org/Release%20notes' }",
    "failed Not approved: not our topic",
  ],
  "main-agent.ts": [
    "PLANNING",
    "may it? AGENT_TYPE: knowledge",
    "LEARNING",
    "delegated to: knowledge, planner",
    "cites: true",
    "same conversation: true",
    "A failed job is tried again after a delay that grows with each attempt.",
  ],
  "plan-and-replan.ts": [
    "plan: 8 steps",
    "round 1: build-data-layer completed",
    "round 1: build-endpoints failed",
    "round 2: build-endpoints completed",
    "failed on “Junior”: No idea of endpoints. It is tried again on “Senior” (code), which is of the same type.",
    "completed after 2 rounds for 0.4 USD",
    "code takes less than announced: true, from 3 steps",
  ],
  "server-and-client.ts": [
    "takes about 0.03 s",
    "one { letters: 3 }",
    "seventeen { letters: 9 }",
    "the run has completed",
    "400 body.plan.tasks.0.description",
    "closed in time: true",
  ],
};

/** Those that need a Redis: they are given the tests' own, and skipped where there is none. */
const expectedWithRedis: Readonly<Record<string, readonly string[]>> = {
  "several-processes.ts": [
    "the first worker has it, and is killed",
    "completed { letters: 9, attempt: 1, isSameKey: true }",
    "the second worker ended with 0",
  ],
};
const redis = process.env.CONVOKE_TEST_REDIS;

const programs = readdirSync(folder).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));

test("every example is expected to print something", () => {
  expect(programs.sort()).toEqual(Object.keys({ ...expected, ...expectedWithRedis }).sort());
});

/** Runs a program, and returns what it printed from the first of `lines` that did not come in its turn; "" when all came. */
function findMissing(
  program: string,
  lines: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): string {
  const { succeeded, output } = runCommand("node", ["--conditions=@convoke/source", program], {
    folder,
    environment,
  });
  expect(succeeded, output).toBe(true);
  let from = 0;
  for (const line of lines) {
    const found = output.indexOf(line, from);
    if (found < 0) return `${line}\nis missing in\n${output.slice(from)}`;
    from = found + line.length;
  }
  return "";
}

// One starts a browser, which a busy machine takes its time for.
test.each(Object.entries(expected))(
  "%s runs and prints what it promises",
  { timeout: 120_000 },
  (program, lines) => {
    expect(findMissing(program, lines)).toBe("");
  },
);

test.skipIf(redis === undefined).each(Object.entries(expectedWithRedis))(
  "%s runs and prints what it promises, with the tests' Redis",
  { timeout: 120_000 },
  (program, lines) => {
    expect(findMissing(program, lines, { REDIS_URL: redis ?? "" })).toBe("");
  },
);

test("browse-a-page.ts ends well on a machine without a browser, and says so", () => {
  const environment = { CHROMIUM_PATH: join(folder, "no-browser") };
  const { succeeded, output } = runCommand("node", ["--conditions=@convoke/source", "browse-a-page.ts"], {
    folder,
    environment,
  });
  expect(succeeded, output).toBe(true);
  expect(output).toContain("no browser on this machine, so there is nothing to show");
});
