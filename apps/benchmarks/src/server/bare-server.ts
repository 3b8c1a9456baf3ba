import { serve } from "@hono/node-server";
import { Hono } from "hono";

// The yardstick: takes JSON and answers with JSON, and nothing else.
const app = new Hono();
app.post("/api/tasks", async (context) => {
  const task: unknown = await context.req.json();
  return context.json({ taskId: "0", task });
});
const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, ({ port }) =>
  process.stdout.write(`listens at http://127.0.0.1:${port}\n`),
);
process.once("SIGTERM", () => {
  server.close();
  if ("closeAllConnections" in server) server.closeAllConnections();
});
