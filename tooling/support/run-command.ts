import { spawnSync } from "node:child_process";
import { delimiter, dirname, join } from "node:path";
import { workspaceRoot } from "./workspace-root.ts";

/** How a command ended and what it wrote. */
export interface CommandResult {
  readonly succeeded: boolean;
  /** Standard output and standard error, one after the other. */
  readonly output: string;
}

/** Where commands are looked for: the workspace's tools first, then this very Node, then as usual. */
const searchPath = [join(workspaceRoot, "node_modules", ".bin"), dirname(process.execPath), process.env.PATH];

/** How much the compiler, a program in Go, lets pile up before it cleans, in percent: most of its runs end before. */
const patience = "400";

/**
 * Runs a command to its end and keeps what it wrote; it never throws because the command failed.
 * The workspace's tools are found by their name, also when this process was not started by pnpm.
 */
export function runCommand(
  command: string,
  parameters: readonly string[],
  { folder, environment }: { folder: string; environment?: Readonly<Record<string, string>> },
): CommandResult {
  const { status, stdout, stderr, error } = spawnSync(command, parameters, {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, PATH: searchPath.join(delimiter), GOGC: patience, ...environment },
    maxBuffer: 256 * 1024 * 1024,
    shell: process.platform === "win32",
  });
  const output = `${stdout ?? ""}${stderr ?? ""}${error === undefined ? "" : `${command}: ${error.message}\n`}`;
  return { succeeded: status === 0, output };
}
