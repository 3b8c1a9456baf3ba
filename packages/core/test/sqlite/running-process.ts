import { writeSync } from "node:fs";
import { Orchestrator } from "@convoke/core";
import { sqliteStore } from "@convoke/core/sqlite";

// Begins a run, or goes on with it. Says which task is executed; in its first life the third one never ends.
const [, , path, life] = process.argv;
const say = (line: string): void => void writeSync(1, `${line}\n`);
const store = await sqliteStore({ path });
const orchestrator = new Orchestrator({ store });
orchestrator.registerAgent({
  agentType: "worker",
  name: "worker",
  description: "works",
  capabilities: [],
  async executor({ taskId, description }) {
    say(`executes ${taskId}`);
    if (life === "first" && description === "c") {
      // What was asked before is on the disk when this is answered. The lease that is renewed keeps the process alive.
      await store.lastCursor();
      say("hangs");
      await new Promise<never>(() => undefined);
    }
    return `${description} in the ${life} life`;
  },
});
if (life === "first") {
  const tasks = ["a", "b", "c", "d"].map((description) => ({ agentType: "worker", description }));
  await orchestrator.startRun({ strategy: "sequential", tasks }, { id: "story" }).settled;
} else {
  for (const handle of await orchestrator.resume()) {
    const records = (await handle.settled) as readonly { readonly result: unknown }[];
    for (const { result } of records) say(`result ${String(result)}`);
  }
  await orchestrator.close();
  // Not closed: a store that has nothing to do keeps no process alive.
}
