import { spawnSync } from "node:child_process";
import { workspaceRoot } from "./support/workspace-root.ts";

// A program of its own, because `NAME=value command` in a script is not understood by every shell.
const { status } = spawnSync("turbo", ["run", "build", ...process.argv.slice(2)], {
  cwd: workspaceRoot,
  env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1", TURBO_NO_UPDATE_NOTIFIER: "1" },
  shell: process.platform === "win32",
  stdio: "inherit",
});
process.exitCode = status ?? 1;
