import { engineAgents } from "@convoke/conformance";
import { createWorker } from "../../src/index.ts";

/** A worker in a process of its own: `node worker-process.ts <connection> <prefix>`. Says `ready`; ends by SIGTERM. */
const [connection, prefix] = process.argv.slice(2);
const worker = createWorker({ connection, prefix, agents: Object.values(engineAgents) });
process.once("SIGTERM", () => void worker.close({ timeoutMs: 0 }));
// Whoever started it may have been killed: then nobody says so.
process.stdin.once("end", () => process.exit()).resume();
process.stdin.unref();
await worker.ready();
process.stdout.write("ready\n");
