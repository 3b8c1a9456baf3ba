import { execFileSync } from "node:child_process";

interface ListedProcess {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly isZombie: boolean;
  readonly command: string;
}

function listProcesses(): readonly ListedProcess[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,pgid=,stat=,args="], {
    encoding: "utf8",
    maxBuffer: 50_000_000,
  });
  return lines.split("\n").flatMap((line) => {
    const [pid, parent, group, state, ...command] = line.trim().split(/\s+/u);
    if (!pid) return [];
    return [
      {
        pid: Number(pid),
        parent: Number(parent),
        group: Number(group),
        isZombie: state?.startsWith("Z") ?? false,
        command: command.join(" "),
      },
    ];
  });
}

/** The browsers that a process started (this one by default), by process id. */
export function listBrowsers(parent: number = process.pid): readonly number[] {
  return listProcesses()
    .filter((one) => one.parent === parent && !one.isZombie && one.command.includes("--convoke-browser="))
    .map(({ pid }) => pid);
}

/** A browser's processes: itself, its renderers and helpers, which form a process group. */
export function listBrowserProcesses(browser: number): readonly number[] {
  return listProcesses()
    .filter(({ group, isZombie }) => group === browser && !isZombie)
    .map(({ pid }) => pid);
}
