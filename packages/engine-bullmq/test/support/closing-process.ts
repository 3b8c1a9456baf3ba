import { type Agent, delay, type Runtime, systemRuntime } from "@convoke/core";
import { createCoordinator, createWorker } from "../../src/index.ts";

/**
 * Workers and coordinators that are at work, in a process of their own: `node closing-process.ts <prefix> <port>...`, a pair for
 * each port. Says `ready`; told a port, closes its pair and says `closed <port>`; told `end`, it has nothing left to do.
 */
const [prefix, ...ports] = process.argv.slice(2);

/** Time that passes ten times as fast: how long Redis is waited for is known, and tested elsewhere. */
const begun = systemRuntime.now();
const hasty: Runtime = {
  ...systemRuntime,
  now: () => begun + 10 * (systemRuntime.now() - begun),
  // Each of them keeps the process alive: one that is left behind is seen.
  schedule(callback, delayMs) {
    const cancelled = new AbortController();
    void wait(delayMs / 10, cancelled.signal, callback);
    return () => cancelled.abort();
  },
};

async function wait(delayMs: number, signal: AbortSignal, callback: () => void): Promise<void> {
  await delay(systemRuntime, delayMs, signal).catch(() => undefined);
  if (!signal.aborted) callback();
}

async function startPair(port: string): Promise<() => Promise<unknown>> {
  const started = Promise.withResolvers<void>();
  const sleeper: Agent = {
    agentType: "sleeper",
    name: "s",
    description: "Sleeps until it is woken",
    capabilities: [],
    maxConcurrency: 1,
    executor: (_, { signal }) =>
      new Promise((_resolve, reject) => {
        started.resolve();
        signal.addEventListener("abort", () => reject(signal.reason), { once: true });
      }),
  };
  const options = { connection: { host: "127.0.0.1", port: Number(port) }, prefix: `${prefix}-${port}` };
  const worker = createWorker({ ...options, runtime: hasty, agents: [sleeper] });
  const coordinator = await createCoordinator({ ...options, runtime: hasty, leaseMs: 30_000 });
  // The second waits for the slot of the first, the third for a worker.
  for (const agentType of ["sleeper", "sleeper", "nobody"]) {
    coordinator.orchestrator.startTask({ agentType, description: "x" }).settled.catch(() => undefined);
  }
  await started.promise;
  return () => Promise.all([worker.close({ timeoutMs: 0 }), coordinator.close()]);
}

const pairs = new Map(await Promise.all(ports.map(async (port) => [port, await startPair(port)] as const)));
// Whoever started it may have been killed.
const orphaned = (): never => process.exit(1);
process.stdin.once("end", orphaned);
process.stdin.on("data", (text: Buffer) => {
  for (const line of text.toString().trim().split("\n")) {
    if (line === "end") process.stdin.off("end", orphaned).destroy();
    else
      void pairs
        .get(line)?.()
        .then(() => process.stdout.write(`closed ${line}\n`));
  }
});
process.stdout.write("ready\n");
