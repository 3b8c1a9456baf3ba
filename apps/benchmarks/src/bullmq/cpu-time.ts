import { readFileSync } from "node:fs";

/** The least time that the kernel counts: a hundredth of a second. */
const msPerTick = 10;

/** Processor time of all threads of a process so far, in milliseconds. */
export function readCpuMs(pid: number | undefined): number {
  // After the name of the program, which may hold spaces: user and system time are the 12th and 13th field.
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * msPerTick;
}
