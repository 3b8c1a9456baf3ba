import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A server in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  /** What the whole process holds of the machine's memory, in bytes. */
  readResidentBytes(): number;
  /** Processor time of all its threads so far, in milliseconds. */
  readCpuMs(): number;
  /** Ends it; resolves when it has ended. */
  stop(): Promise<void>;
}

const serverMain = fileURLToPath(new URL("src/main.ts", import.meta.resolve("@convoke/server/package.json")));
const bareMain = fileURLToPath(new URL("bare-server.ts", import.meta.url));
const plugIn = fileURLToPath(new URL("no-op-agents.ts", import.meta.url));

/** The least time that the kernel counts: a hundredth of a second. */
const msPerTick = 10;

export interface StartOptions {
  /** `memory`, or a folder. */
  readonly data: string;
  readonly nodeOptions?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** As the script `serve` starts it: a young generation that is small keeps the process small, and costs no time. */
const heapOption = "--max-semi-space-size=4";

/** Starts the server as people do, with an agent that does nothing and without a limit of rate. */
export function startConvoke({ data, nodeOptions = [], environment }: StartOptions): Promise<ServerProcess> {
  return start([heapOption, ...nodeOptions, serverMain], {
    CONVOKE_PORT: "0",
    CONVOKE_DATA: data,
    CONVOKE_PLUGINS: plugIn,
    CONVOKE_RATE_LIMIT: "0",
    CONVOKE_LOG_LEVEL: "warn",
    ...environment,
  });
}

export function startBare(): Promise<ServerProcess> {
  return start([heapOption, bareMain], {});
}

async function start(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<ServerProcess> {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(?:CONVOKE|LLM)_/.test(name));
  const child = spawn(process.execPath, ["--conditions=@convoke/source", ...args], {
    env: { ...Object.fromEntries(inherited), NODE_OPTIONS: "", ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const url = await readUrl(child);
  const { pid } = child;
  return {
    url,
    readResidentBytes: () => Number(/VmRSS:\s+(\d+) kB/.exec(readProcess(pid, "status"))?.[1]) * 1_024,
    readCpuMs() {
      // After the name of the program, which may hold spaces: user and system time are the 12th and 13th field.
      const fields = readProcess(pid, "stat").split(") ")[1]?.split(" ") ?? [];
      return (Number(fields[11]) + Number(fields[12])) * msPerTick;
    },
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

function readProcess(pid: number | undefined, file: string): string {
  return readFileSync(`/proc/${pid}/${file}`, "utf8");
}

function readUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      const url = /listens at (http:\S+)\n/.exec(text)?.[1];
      if (url !== undefined) resolve(url);
    });
    child.once("exit", (code) => reject(new Error(`The server ended with ${code} before it listened.`)));
  });
}
