import { createScriptedAgent, hold } from "@convoke/core/testing";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { AgentList, CapabilityList } from "../src/api/agent.ts";
import type { Estimate } from "../src/api/plan.ts";
import type { StatisticsBody } from "../src/api/statistics.ts";
import { type Caller, createCaller } from "./create-caller.ts";
import { createTestServices, type TestServices } from "./create-test-services.ts";

let server: TestServices;
let call: Caller;
const createAgents = () => {
  const capability = {
    description: "",
    inputTypes: [],
    outputTypes: [],
    estimatedTime: 2,
    costEstimate: 0.5,
  };
  const reading = { ...capability, name: "read" };
  const writing = { ...capability, name: "write" };
  return [
    createScriptedAgent({ agentType: "a", capabilities: [writing, reading], script: ["done"] }),
    createScriptedAgent({ agentType: "b", capabilities: [reading], script: [hold()], maxConcurrency: 1 }),
    createScriptedAgent({ agentType: "main", capabilities: [reading], script: ["done"] }),
  ];
};
beforeEach(async () => {
  server = await createTestServices({ agents: createAgents() });
  call = createCaller(server);
});
afterEach(() => server.close());

const run = (agentType: string) =>
  call(
    "POST",
    "/api/tasks",
    { agentType, description: "Do it" },
    agentType === "b" ? {} : { prefer: "wait=5" },
  );

describe("GET /api/agents", () => {
  test("tells how each agent does, and which plug-ins failed", async () => {
    server.services.agents.noteFailure("broken-plug-in", "It is not there.");
    await run("a");
    await run("b");
    await run("b");
    const { body } = await call<AgentList>("GET", "/api/agents");
    const [a, b] = ["a", "b"].map((type) => body.items.find(({ agentType }) => agentType === type));
    expect(a).toMatchObject({ completed: 1, failed: 0, running: 0, averageCostUsd: 0.5 });
    expect(b).toMatchObject({ completed: 0, running: 1, waiting: 1, maxConcurrency: 1 });
    expect(body.failedPlugIns).toEqual([{ plugIn: "broken-plug-in", message: "It is not there." }]);
  });
});

describe("GET /api/capabilities", () => {
  test("lists each once, by name, with everybody who offers it", async () => {
    const { body } = await call<CapabilityList>("GET", "/api/capabilities");
    expect(body.items.map(({ name, agents }) => [name, agents.map(({ agentType }) => agentType)])).toEqual([
      ["read", ["a", "b", "main"]],
      ["write", ["a"]],
    ]);
  });
});

describe("GET /api/statistics", () => {
  test("names the language model", async () => {
    const other = await createTestServices({ model: "tiny" });
    const { body } = await createCaller(other)<StatisticsBody>("GET", "/api/statistics");
    expect(body.model).toBe("tiny");
    await other.close();
    expect((await call<StatisticsBody>("GET", "/api/statistics")).body).not.toHaveProperty("model");
  });

  test("counts without reading through all runs", async () => {
    for (const type of ["a", "nobody", "b"]) await run(type);
    server.services.store.listRuns = () => Promise.reject(new Error("too expensive"));
    const { status, body } = await call<StatisticsBody>("GET", "/api/statistics");
    expect(status).toBe(200);
    expect(body).toMatchObject({
      registeredAgents: 3,
      tasksCompleted: 1,
      tasksFailed: 1,
      runningRuns: 1,
      costUsd: 0.5,
      isDurable: false,
      since: server.services.since,
    });
  });
});

describe("POST /api/estimate", () => {
  test("estimates a plan and a prompt, and runs nothing", async () => {
    const tasks = [
      { agentType: "a", description: "x" },
      { agentType: "nobody", description: "y" },
    ];
    const plan = await call<Estimate>("POST", "/api/estimate", { strategy: "sequential", tasks });
    expect([plan.status, plan.body]).toMatchObject([
      200,
      { seconds: 2, costUsd: 0.5, tasks: 2, missing: [{ agentType: "nobody", missing: ["agent"] }] },
    ]);
    const prompt = await call<Estimate>("POST", "/api/estimate", { prompt: "Compare them" });
    expect(prompt.body).toMatchObject({ seconds: 2, tasks: 1, missing: [] });
    expect(server.services.orchestrator.getStatistics().totalTasks).toBe(0);
  });

  test("refuses what could not run", async () => {
    const tasks = [{ agentType: "a", description: "x", id: "x", dependsOn: ["x"] }];
    const { status, body } = await call("POST", "/api/estimate", { strategy: "graph", tasks });
    expect([status, body.code]).toEqual([400, "cycle"]);
  });
});

describe("GET /healthz and /readyz", () => {
  test("tell apart whether the process lives and whether it takes work", async () => {
    expect(await call("GET", "/healthz")).toMatchObject({ status: 200, body: { status: "ok" } });
    expect(await call("GET", "/readyz")).toMatchObject({ status: 200, body: { ready: true, reasons: [] } });
    const { store, runtime } = { ...server.services, runtime: server.runtime };
    store.lastCursor = () => Promise.reject(new Error("the disk is gone"));
    expect(await call("GET", "/readyz")).toMatchObject({
      status: 503,
      body: { ready: false, reasons: ["The store does not answer: the disk is gone"] },
    });
    store.lastCursor = () => new Promise(() => undefined);
    const answered = call("GET", "/readyz");
    await runtime.advance(2_000);
    expect(await answered).toMatchObject({ status: 503, body: { reasons: ["The store does not answer."] } });
    expect((await call("GET", "/healthz")).status).toBe(200);
  });
});

test("GET /readyz does not tell what the store says to whoever has not shown the token", async () => {
  const other = await createTestServices({ configuration: { token: "a-token-of-a-test-0123456789" } });
  other.services.store.lastCursor = () => Promise.reject(new Error("/home/me/.convoke/convoke.db is gone"));
  expect(await createCaller(other)("GET", "/readyz")).toMatchObject({
    status: 503,
    body: { reasons: ["The store does not answer: see the log"] },
  });
  await other.close();
});

describe("GET /metrics", () => {
  test("counts tasks, runs, money and requests, by labels that nobody can multiply", async () => {
    for (const type of ["a", "a", "b", "nobody", "nobody else"]) await run(type);
    await call("GET", "/api/runs/some-id");
    await call("GET", "/api/runs/another-id");
    await call("GET", "/nowhere");
    const { body, headers } = await call<string>("GET", "/metrics");
    expect(headers.get("content-type")).toMatch(/^text\/plain; version=/);
    const lines = body.split("\n");
    for (const line of [
      'convoke_tasks_total{agent_type="a",status="completed"} 2',
      'convoke_tasks_total{agent_type="other",status="failed"} 2',
      'convoke_task_duration_seconds_count{agent_type="a"} 2',
      'convoke_runs_total{status="completed"} 2',
      'convoke_runs_total{status="failed"} 2',
      "convoke_cost_usd_total 1",
      "convoke_attempts_running 1",
      "convoke_runs_active 1",
      "convoke_event_subscribers 0",
      "convoke_approvals_open 0",
      'convoke_http_requests_total{method="POST",route="/api/tasks",status="200"} 4',
      'convoke_http_requests_total{method="GET",route="/api/runs/:id",status="404"} 2',
    ])
      expect(lines).toContain(line);
    expect(body).toMatch(/^process_cpu_seconds_total /m);
    expect(body).not.toMatch(/some-id|nowhere|nobody/);
  });
});

describe("GET /api/artifacts/{hash}", () => {
  const bytes = new Uint8Array([1, 2, 3]);
  const read = async (mediaType: string, headers = {}) => {
    const { hash } = await server.services.artifacts.put(new TextEncoder().encode(mediaType), mediaType);
    return server.app.request(`/api/artifacts/${hash}`, { headers });
  };

  test("serves pictures to be shown, and everything else to be saved, without letting anything run", async () => {
    const { hash } = await server.services.artifacts.put(bytes, "image/png");
    const picture = await server.app.request(`/api/artifacts/${hash}`);
    expect(new Uint8Array(await picture.arrayBuffer())).toEqual(bytes);
    expect(picture.headers.get("content-disposition")).toMatch(/^inline; filename="sha256-.*\.png"$/);
    for (const type of ["text/html", "image/svg+xml", "application/pdf"]) {
      const { status, headers } = await read(type);
      expect([type, status, headers.get("content-disposition")?.split(";")[0]]).toEqual([
        type,
        200,
        "attachment",
      ]);
      expect(headers.get("content-security-policy")).toBe("default-src 'none'; sandbox");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
    }
  });

  test("answers 304 for what is known, 404 for what is not kept, 400 for what is no hash", async () => {
    const { hash } = await server.services.artifacts.put(bytes, "image/png");
    const known = await call("GET", `/api/artifacts/${hash}`, undefined, { "if-none-match": `"${hash}"` });
    expect([known.status, known.body]).toEqual([304, ""]);
    expect((await call("GET", `/api/artifacts/sha256-${"0".repeat(64)}`)).status).toBe(404);
    for (const bad of ["nothing", "..%2F..%2Fetc%2Fpasswd", `sha256-${"A".repeat(64)}`])
      expect([bad, (await call("GET", `/api/artifacts/${bad}`)).status]).toEqual([bad, 400]);
  });
});
