import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Runs a program of `probes/` in a new process, and returns what it printed; throws, with its complaint, when it failed. */
export function runProbe(name: "loop-delay" | "resume", parameters: readonly (string | number)[]): unknown {
  const file = fileURLToPath(new URL(`probes/${name}.ts`, import.meta.url));
  const command = ["--conditions=@convoke/source", file, ...parameters.map(String)];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${name} ${parameters.join(" ")} failed:\n${stderr}`);
  return JSON.parse(stdout) as unknown;
}
