import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

export interface ProbeOptions {
  /** Leads `@convoke/core` to its source; false for the built package that its users get. @default true */
  readonly fromSource?: boolean;
}

/** Runs a program of `probes/` in a process of its own and returns what it printed. Throws when it failed. */
export function runProbe(name: string, parameters: readonly string[], { fromSource = true }: ProbeOptions = {}): unknown {
  const program = fileURLToPath(new URL(`../probes/${name}.ts`, import.meta.url));
  const conditions = fromSource ? ["--conditions=@convoke/source"] : [];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...conditions, program, ...parameters], { encoding: "utf8" });
  if (status !== 0) throw new Error(`${name} ${parameters.join(" ")} failed:\n${stderr}`);
  return JSON.parse(stdout) as unknown;
}
