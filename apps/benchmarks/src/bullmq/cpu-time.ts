import { readFileSync } from "node:fs";

/** The least time that the kernel counts: a hundredth of a second. */
const msPerTick = 10;

/** Processor time of all threads of a process so far, in milliseconds. */
export function readCpuMs(pid: number | undefined): number {
  // After the name of the program, which may hold spaces: user and system time are the 12th and 13th field.
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * msPerTick;
}

/** How long the main thread of a process has run, and has waited for a core, so far, in milliseconds. */
export interface Turns {
  readonly ranMs: number;
  readonly waitedMs: number;
}

export function readTurns(pid: number | undefined): Turns {
  const [ran = 0, waited = 0] = readFileSync(`/proc/${pid}/schedstat`, "utf8").split(" ").map(Number);
  return { ranMs: ran / 1e6, waitedMs: waited / 1e6 };
}

/** How much longer computing took because the machine had other things to do: 1 when it had none. */
export function findStretch(before: readonly Turns[], after: readonly Turns[]): number {
  const sum = (name: keyof Turns): number =>
    after.reduce((total, turns, at) => total + turns[name] - before[at]![name], 0);
  const ranMs = sum("ranMs");
  return ranMs === 0 ? 1 : (ranMs + sum("waitedMs")) / ranMs;
}
