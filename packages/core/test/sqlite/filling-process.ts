import { Orchestrator, OrchestrationError } from "@convoke/core";
import { sqliteStore } from "@convoke/core/sqlite";

// Does tasks, four at once, until the file may not grow any more; tells which were acknowledged, and how the others ended.
const [, , path = ""] = process.argv;
const store = await sqliteStore({ path });
const orchestrator = new Orchestrator({ store });
orchestrator.registerAgent({
  agentType: "worker",
  name: "worker",
  description: "works",
  capabilities: [],
  executor: async () => "r".repeat(20_000),
});

const acknowledged: string[] = [];
const problems = new Set<string>();
let next = 0;

async function work(): Promise<void> {
  while (problems.size === 0 && next < 1_000) {
    const id = `task-${next++}`;
    try {
      const { status, failure } = await orchestrator.delegateTask({
        id,
        agentType: "worker",
        description: "fill",
      });
      if (status === "completed") acknowledged.push(id);
      else problems.add(`${status}: ${failure?.code}`);
    } catch (error) {
      problems.add(OrchestrationError.is(error) ? `rejected: ${error.code}` : String(error));
    }
  }
}

await Promise.all([work(), work(), work(), work()]);
await orchestrator.close();
await store.close();
process.stdout.write(JSON.stringify({ acknowledged, problems: [...problems] }));
