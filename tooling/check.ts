import { checkBoundaries } from "./boundaries/check-boundaries.ts";
import { findCycles } from "./boundaries/find-cycles.ts";
import { readImportGraph } from "./boundaries/import-graph.ts";
import { checkExports } from "./checks/check-exports.ts";
import { checkFileSize } from "./checks/check-file-size.ts";
import { checkRawTime } from "./checks/check-raw-time.ts";
import { formatProblem, type Problem } from "./support/problem.ts";
import { runCommand } from "./support/run-command.ts";
import { runSteps, type Step } from "./support/run-steps.ts";
import { workspaceRoot } from "./support/workspace-root.ts";

function createCommandStep(name: string, command: string, ...parameters: string[]): Step {
  const run = (): string | undefined => {
    const { succeeded, output } = runCommand(command, parameters, { folder: workspaceRoot });
    return succeeded ? undefined : output;
  };
  return { name, run };
}

function createProblemStep(name: string, find: (root: string) => readonly Problem[]): Step {
  const run = (): string | undefined => {
    const problems = find(workspaceRoot);
    return problems.length === 0 ? undefined : problems.map(formatProblem).join("\n");
  };
  return { name, run };
}

const steps: readonly Step[] = [
  createCommandStep("format", "oxfmt", "--check"),
  createCommandStep("lint", "oxlint"),
  createCommandStep("types", "tsc", "-p", "tsconfig.json"),
  createCommandStep("dashboard-types", "tsc", "-p", "apps/server/src/ui/tsconfig.json"),
  createProblemStep("boundaries", checkBoundaries),
  createProblemStep("cycles", (root) => findCycles(readImportGraph(root))),
  createProblemStep("file-size", checkFileSize),
  createProblemStep("raw-time", checkRawTime),
  createProblemStep("exports", checkExports),
  createCommandStep("knip", "knip"),
];

/** `pnpm check` runs everything; `pnpm check lint types` runs the steps named. */
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(
    `No such check: ${unknown.join(", ")}. There are: ${steps.map((step) => step.name).join(", ")}.`,
  );
  process.exit(1);
}
const chosen = wanted.length === 0 ? steps : steps.filter((step) => wanted.includes(step.name));
process.exitCode = runSteps("check", chosen) ? 0 : 1;
