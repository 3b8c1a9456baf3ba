import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** Another process, which tells what it does in lines. */
export interface Program {
  readonly process: ChildProcess;
  readonly lines: AsyncIterable<string>;
  /** Its exit code or the signal that ended it, and what it complained about. */
  readonly ended: Promise<readonly [end: number | string, complaint: string]>;
}

/** Starts a file of this folder in a process of its own. */
export function startProgram(name: string, ...parameters: string[]): Program {
  const file = fileURLToPath(new URL(name, import.meta.url));
  const { NODE_OPTIONS: _, ...environment } = process.env;
  const child = spawn(process.execPath, ["--conditions=@convoke/source", file, ...parameters], {
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = Promise.all([once(child, "close"), readAll(child.stderr)]);
  return {
    process: child,
    lines: createInterface({ input: child.stdout }),
    ended: ended.then(([[code, signal], complaint]) => [(signal ?? code) as number | string, complaint]),
  };
}

async function readAll(stream: NodeJS.ReadableStream): Promise<string> {
  let text = "";
  for await (const chunk of stream) text += String(chunk);
  return text;
}
