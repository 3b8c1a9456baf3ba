import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** Ends the processes of a round when the harness itself is gone, however it ended: also those that are stopped. */
export interface Reaper {
  watch(child: ChildProcess): void;
  /** Ends what still runs of the watched. */
  close(): Promise<void>;
}

/** Reads `+pid` and `-pid`, and ends who is left when there is nothing more to read. */
const program = `
while read -r line; do
  case "$line" in
    +*) pids="$pids \${line#+}" ;;
    -*) kept=; for pid in $pids; do [ "$pid" = "\${line#-}" ] || kept="$kept $pid"; done; pids="$kept" ;;
  esac
done
[ -z "$pids" ] || kill -9 $pids`;

export function startReaper(): Reaper {
  // A group of its own: whoever interrupts the harness in a terminal must not interrupt it.
  const shell = spawn("sh", ["-c", program], { stdio: ["pipe", "ignore", "ignore"], detached: true });
  const ended = once(shell, "exit");
  // Written to when it is gone already: nothing is left to be watched.
  shell.stdin.on("error", () => undefined);
  return {
    watch(child) {
      const { pid } = child;
      if (pid === undefined) return;
      shell.stdin.write(`+${pid}\n`);
      child.once("exit", () => {
        if (shell.stdin.writable) shell.stdin.write(`-${pid}\n`);
      });
    },
    async close() {
      shell.stdin.end();
      await ended;
    },
  };
}
