import { sqliteStore } from "@convoke/core/sqlite";
import { mkdtempSync, rmSync } from "node:fs";
import { applyLoad, createOrchestrator } from "./load.ts";
const folder = mkdtempSync("/tmp/h/file/bench-");
const store = await sqliteStore({path: folder + "/a.db", maxSettledTasks: Infinity});
const o = createOrchestrator(store);
for (let i = 0; i < 5; i++) {
  const s = performance.now(); const c = process.cpuUsage(); const e = performance.eventLoopUtilization();
  await applyLoad(o, { inFlight: 256, tasks: 8000, runEvery: Infinity });
  const ms = performance.now() - s, cc = process.cpuUsage(c);
  console.log((8000 / ms * 1000).toFixed(0), "tasks/s; cpu ms", ((cc.user + cc.system)/1000).toFixed(0), "of", ms.toFixed(0), "main busy", performance.eventLoopUtilization(e).utilization.toFixed(2));
}
await o.close(); await store.close(); rmSync(folder, {recursive: true});
