import type { Command, ProgramOptions, Reply } from "../messages.ts";

export const options = JSON.parse(process.argv[2] ?? "{}") as ProgramOptions;

export const connection = { host: "127.0.0.1", port: options.port };

export function say(reply: Reply): void {
  if (process.connected) process.send?.(reply);
}

/** Hands on what the harness asks; a program whose harness is gone ends. */
export function listen(onCommand: (command: Exclude<Command, { kind: "close" }>) => void): Promise<void> {
  const gone = (): never => process.exit(1);
  process.on("disconnect", gone);
  return new Promise((resolve) => {
    process.on("message", (command: Command) => {
      if (command.kind !== "close") {
        onCommand(command);
        return;
      }
      process.off("disconnect", gone);
      process.disconnect();
      resolve();
    });
  });
}
