import type { ChildProcess } from "node:child_process";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { rm } from "node:fs/promises";
import { findSocketFolder } from "./socket-folder.ts";

/** Looks for the child process that has a certain argument, among those that are started from now on. */
export interface ProcessWatch {
  /** `undefined` until it is started. */
  find(): ChildProcess | undefined;
  stop(): void;
}

/**
 * Watches for the process that a library starts and does not show, by an argument that nothing else has.
 *
 * Node announces every child process on a diagnostics channel; at that moment its arguments are not set yet.
 */
export function watchForProcess(argument: string): ProcessWatch {
  const started: ChildProcess[] = [];
  const note = (message: unknown): void => {
    started.push((message as { readonly process: ChildProcess }).process);
  };
  subscribe("child_process", note);
  return {
    find: () => started.find(({ spawnargs }) => spawnargs?.includes(argument)),
    stop: () => {
      unsubscribe("child_process", note);
    },
  };
}

/** Whether a child process has ended. */
const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode !== null || signalCode !== null;

/** Resolves once a browser process has ended, and what it may have left behind is gone. */
export async function waitForEnd(child: ChildProcess): Promise<void> {
  const known = findSocketFolder(child);
  if (!hasEnded(child)) await new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const folder = known ?? findSocketFolder(child);
  // What cannot be removed harms nobody.
  if (folder !== undefined) await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => {});
}

/** Ends a browser process and what it started; only ever one of our own that has not ended. */
export function killProcess(child: ChildProcess): void {
  if (child.pid === undefined || hasEnded(child)) return;
  try {
    // Playwright makes the browser the leader of a process group, except on Windows, where children end with it.
    if (process.platform === "win32") child.kill("SIGKILL");
    else process.kill(-child.pid, "SIGKILL");
  } catch {
    child.kill("SIGKILL");
  }
}
