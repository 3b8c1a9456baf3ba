import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The programs that measure in a process of their own. */
const probes = {
  "task-cost": new URL("../probes/task-cost.ts", import.meta.url),
  "cold-start": new URL("../probes/cold-start.ts", import.meta.url),
  memory: new URL("../probes/memory.ts", import.meta.url),
} as const;

type ProbeName = keyof typeof probes;

interface ProbeOptions {
  /** Leads `@convoke/core` to its source; false for the built package that its users get. @default true */
  readonly fromSource?: boolean;
}

/** Runs a probe in a new process and returns what it printed. Throws, with what it complained about, when it failed. */
export function runProbe(
  name: ProbeName,
  parameters: readonly string[],
  { fromSource = true }: ProbeOptions = {},
): unknown {
  const conditions = fromSource ? ["--conditions=@convoke/source"] : [];
  const command = [...conditions, fileURLToPath(probes[name]), ...parameters];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${name} ${parameters.join(" ")} failed:\n${stderr}`);
  return JSON.parse(stdout) as unknown;
}
