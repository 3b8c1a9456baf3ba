import { spawn, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";

/** A server in a process of its own. */
export interface ServerProcess {
  readonly child: ChildProcess;
  /** What it has written to both outputs so far. */
  readonly output: string;
  /** The code it has exited with, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** Resolves once its output holds the text; rejects when it ends without. */
  seen(text: string): Promise<void>;
  /** Its address, once it listens. */
  listening(): Promise<string>;
}

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));

/** Starts a server in a folder, on any port that is free; end it by `child.kill`. */
export function startProcess(
  folder: string,
  environment: Readonly<Record<string, string>> = {},
): ServerProcess {
  const child = spawn(process.execPath, ["--conditions=@convoke/source", main], {
    cwd: folder,
    env: { ...process.env, CONVOKE_PORT: "0", CONVOKE_LOG_LEVEL: "info", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const watchers = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      for (const watch of watchers) watch();
    });
  const ended = new Promise<number | NodeJS.Signals>((resolve) => {
    child.once("close", (code, signal) => resolve(code ?? signal ?? -1));
  });
  const seen = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const watch = (): void => {
        if (!output.includes(text)) return;
        watchers.delete(watch);
        resolve();
      };
      watchers.add(watch);
      void ended.then((code) => reject(new Error(`ended with ${code} before "${text}": ${output}`)));
      watch();
    });
  return {
    child,
    get output() {
      return output;
    },
    ended,
    seen,
    async listening() {
      await seen("listens at ");
      return /listens at (\S+)/.exec(output)?.[1] ?? "";
    },
  };
}
