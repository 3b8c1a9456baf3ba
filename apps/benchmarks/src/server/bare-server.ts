import { serve } from "@hono/node-server";
import { Hono } from "hono";

// The yardstick: takes JSON and answers with JSON of the size of a task's record, and nothing else.
const app = new Hono();
app.post("/api/tasks", async (context) => {
  const task = await context.req.json<{ agentType: string; description: string; input: object }>();
  const id = "00000000-0000-4000-8000-000000000000-0";
  const at = 1_750_000_000_000;
  return context.json({
    taskId: id,
    runId: id,
    agentType: task.agentType,
    agentName: task.agentType,
    description: task.description,
    input: task.input,
    status: "completed",
    result: task.input,
    attempts: 1,
    createdAt: at,
    startedAt: at,
    finishedAt: at,
  });
});
const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, ({ port }) =>
  process.stdout.write(`listens at http://127.0.0.1:${port}\n`),
);
process.once("SIGTERM", () => {
  server.close();
  if ("closeAllConnections" in server) server.closeAllConnections();
});
