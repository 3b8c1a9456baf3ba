import { createWorker } from "../../../src/index.ts";
import { createAgents } from "../agents.ts";
import { openSideFile } from "../side-file.ts";
import { connection, listen, options, say } from "./program.ts";

// A process that hosts the agents of a round.
const { name, prefix, sidePath, workMs } = options;
const side = openSideFile(sidePath);
const closing = listen(() => undefined);
const agents = createAgents({ worker: name, side, workMs });
const worker = createWorker({ connection, prefix, agents, concurrency: 6 });
// Its network may fall silent while it starts, for longer than is waited for: it goes on trying, and so does this program.
await worker.ready().catch(() => worker.ready());
say({ kind: "ready" });
await closing;
await worker.close();
side.close();
