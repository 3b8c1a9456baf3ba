import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../../server/src/main.ts", import.meta.url));

/** A server in a process of its own, whose agents have one folder to read and no browser. */
export interface ServerProcess {
  readonly url: string;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
}

/** Starts one that keeps nothing; it wants the token. */
export async function startServer(
  folder: string,
  token: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const child = spawn(process.execPath, ["--conditions=@convoke/source", program], {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      CONVOKE_DATA: "memory",
      CONVOKE_PORT: "0",
      CONVOKE_TOKEN: token,
      CONVOKE_LOG_LEVEL: "silent",
      CHROMIUM_PATH: "/nowhere/chromium",
      ...settings,
    },
  });
  return { url: await readUrl(child), kill: () => end(child) };
}

async function readUrl(child: ChildProcess): Promise<string> {
  let output = "";
  for await (const piece of child.stdout?.setEncoding("utf8") ?? []) {
    output += String(piece);
    const url = /^Convoke listens at (\S+)$/m.exec(output)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error(`The server ended before it listened: ${output}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, "close");
  child.kill("SIGKILL");
  await closed;
}
