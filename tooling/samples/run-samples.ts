import { rmSync } from "node:fs";
import { join } from "node:path";
import { type CommandResult, runCommand } from "../support/run-command.ts";
import { createTemporaryFolder, writeFiles } from "../support/temporary-folder.ts";
import { workspaceRoot } from "../support/workspace-root.ts";
import { findMissingOutput } from "./expected-output.ts";
import type { Sample } from "./extract-samples.ts";

/** Below `examples/`, because every package can be imported by its name there. */
const parent = join(workspaceRoot, "examples", ".temporary");

/** Sets what a sample prints apart from what the next one prints. */
const mark = "\u0001sample";

/** Samples that have not ended after so many milliseconds are reported as such. */
const patienceMs = 60_000;

/** Imports one sample after the other; a sample that leaves a server or a timer behind keeps it from ending. */
const driver = `
import { argv, stderr, stdout } from "node:process";
setTimeout(() => { console.log("The samples do not end: close what they open"); process.exit(1); }, ${patienceMs}).unref();
stderr.write = stdout.write.bind(stdout);
for (const name of argv.slice(2)) {
  console.log("${mark} " + name);
  try {
    await import("./" + name);
  } catch (error) {
    console.log(error);
    process.exitCode = 1;
    console.log("${mark} failed " + name);
  }
}
console.log("${mark} end");
`;

/** A sample that does not keep its promise, and how. */
export interface SampleProblem {
  readonly line: number;
  readonly title: string;
  readonly problem: string;
}

/**
 * Runs samples one after the other in one process, each as a module of its own, and lists those that fail or
 * do not print what a comment behind `console.log(…);` says. `files` (path → text) lie beside them.
 */
export function runSamples(
  samples: readonly Sample[],
  { files = {} }: { files?: Readonly<Record<string, string>> } = {},
): SampleProblem[] {
  if (samples.length === 0) return [];
  const folder = createTemporaryFolder(parent);
  try {
    const programs = samples.map(({ code, line }) => [`sample-${line}.ts`, code] as const);
    writeFiles(folder, { ...files, ...Object.fromEntries(programs), "driver.js": driver });
    const names = programs.map(([name]) => name);
    return judge(
      samples,
      runCommand("node", ["--conditions=@convoke/source", "driver.js", ...names], { folder }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function judge(samples: readonly Sample[], { succeeded, output }: CommandResult): SampleProblem[] {
  const [, ...parts] = output.split(`${mark} `);
  const printed = new Map(parts.map((part) => [part.split("\n", 1)[0], part.slice(part.indexOf("\n") + 1)]));
  const problems = samples.flatMap(({ code, line, title }): SampleProblem[] => {
    const text = printed.get(`sample-${line}.ts`);
    if (text === undefined) return [{ line, title, problem: "was not reached" }];
    if (printed.has(`failed sample-${line}.ts`)) return [{ line, title, problem: `failed: ${text}` }];
    return findMissingOutput(code, text).map((missing) => ({
      line,
      title,
      problem: `should print ${JSON.stringify(missing)}, but printed: ${text}`,
    }));
  });
  if (problems.length > 0 || succeeded) return problems;
  const { line, title } = samples[samples.length - 1];
  return [{ line, title, problem: `the process failed: ${output}` }];
}
