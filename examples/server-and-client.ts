// A server within a program, and a client that starts a run there and follows it.
import type { Agent } from "@convoke/core";
import { createServer, readConfiguration } from "@convoke/server";
import { createClient, followEvents } from "@convoke/server/client";

const counter: Agent = {
  agentType: "counter",
  name: "Counter",
  description: "Counts the letters of a word",
  capabilities: [
    {
      name: "count",
      description: "Count",
      inputTypes: ["word"],
      outputTypes: ["letters"],
      estimatedTime: 0.01,
    },
  ],
  executor: ({ description }) => ({ letters: description.length }),
};

const configuration = readConfiguration({
  CONVOKE_PORT: "0",
  CONVOKE_DATA: "memory",
  CONVOKE_LOG_LEVEL: "warn",
});
const server = await createServer(configuration, { own: { name: "this program", agents: [counter] } });
const client = createClient(server.url);

const plan = {
  strategy: "sequential" as const,
  tasks: ["one", "three", "seventeen"].map((description) => ({ agentType: "counter", description })),
};
const priced = await client.api.estimate.$post({ json: plan });
if (priced.ok) console.log("takes about", (await priced.json()).seconds, "s");

const accepted = await client.api.runs.$post({ json: { plan, budget: { maxTasks: 3 } } });
if (!accepted.ok) throw new Error((await accepted.json()).detail);
const { runId } = await accepted.json();

for await (const event of followEvents({ baseUrl: server.url, runId, after: 0 })) {
  if (event.type === "task-settled") console.log(event.task.description, event.task.result);
  if (event.type === "run-settled") console.log("the run has", event.status);
}

const refused = await client.api.runs.$post({
  json: { plan: { strategy: "sequential", tasks: [{ agentType: "counter", description: "" }] } },
});
if (!refused.ok) console.log(refused.status, (await refused.json()).problems?.[0]?.path);
console.log("closed in time:", await server.close());
