import { memoryStore, type Task } from "@convoke/core";
import { createManualRuntime } from "@convoke/core/testing";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Caller, createCaller, pathsOf } from "./create-caller.ts";
import { createTestAgents, createTestServices, type TestServices } from "./create-test-services.ts";

const runtime = createManualRuntime();
let store: ReturnType<typeof memoryStore>;
let server: TestServices;
let call: Caller;
let echoed: ReturnType<typeof createTestAgents>[0];

async function restart(): Promise<void> {
  await server?.close();
  const agents = createTestAgents();
  [echoed] = agents;
  server = await createTestServices({ store, runtime, agents });
  call = createCaller(server);
}
beforeEach(async () => {
  store = memoryStore({ runtime });
  await restart();
});
afterEach(() => server.close());

const key = { "idempotency-key": "a key" };
const task = { agentType: "echo", description: "Say it", input: { a: 1, b: [2] } };
const plan = { strategy: "parallel", tasks: [task, task] };
const reused = (answer: { status: number; body: { code: string } }) => [answer.status, answer.body.code];

describe("Idempotency-Key", () => {
  test("answers a repeated request with the run of the first, whatever the order of its fields", async () => {
    const first = await call<Task>("POST", "/api/tasks", task, { ...key, prefer: "wait=5" });
    const { agentType, description } = task;
    const same = { input: { b: [2], a: 1 }, description, agentType };
    const again = await call<Task>("POST", "/api/tasks", same, { ...key, prefer: "wait=5" });
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect((await call<Task>("POST", "/api/tasks", same, key)).body).toEqual(first.body);
    expect(echoed.calls).toHaveLength(1);
  });

  test("refuses the same key with another request, on every POST", async () => {
    const requests: readonly [string, object, object][] = [
      ["/api/tasks", task, { ...task, input: 2 }],
      ["/api/runs", { plan }, { plan, budget: { maxTasks: 1 } }],
      ["/api/runs", { prompt: "a" }, { prompt: "b" }],
      ["/api/estimate", plan, { prompt: "b" }],
      ["/api/approvals", { taskId: "x", key: "y", value: 1 }, { taskId: "x", key: "y", value: 2 }],
    ];
    for (const [index, [path, request, other]] of requests.entries()) {
      const own = { "idempotency-key": `key ${index}` };
      const first = await call("POST", path, request, own);
      expect([path, (await call("POST", path, request, own)).status]).toEqual([path, first.status]);
      expect([path, ...reused(await call("POST", path, other, own))]).toEqual([
        path,
        422,
        "idempotency_key_reused",
      ]);
    }
  });

  test("starts one run for concurrent requests", async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => call<{ runId: string }>("POST", "/api/runs", { plan }, key)),
    );
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.runId}`)).size).toBe(1);
    await runtime.advance(0);
    expect(echoed.calls).toHaveLength(2);
    const mixed = await Promise.all(
      [1, 2].map((input) => call("POST", "/api/tasks", { ...task, input }, { "idempotency-key": "mixed" })),
    );
    expect(mixed.map(({ status }) => status).sort()).toEqual([202, 422]);
  });

  test("holds after a restart, for runs that have ended and for those that go on", async () => {
    const held = { agentType: "held", description: "Hold" };
    const ended = await call<{ runId: string }>("POST", "/api/runs", { plan }, key);
    const open = await call<Task>("POST", "/api/tasks", held, key);
    await runtime.advance(0);
    await restart();
    expect((await call("POST", "/api/runs", { plan }, key)).body).toEqual(ended.body);
    expect(reused(await call("POST", "/api/runs", { plan: { ...plan, concurrency: 1 } }, key))).toEqual([
      422,
      "idempotency_key_reused",
    ]);
    expect((await call<Task>("POST", "/api/tasks", held, key)).body.taskId).toBe(open.body.taskId);
    expect(echoed.calls).toEqual([]);
  });

  test("can be tried again when the run could not be stored", async () => {
    const { open } = store;
    store.open = () => Promise.reject(new Error("the disk is full"));
    expect((await call("POST", "/api/tasks", task, key)).status).toBe(503);
    store.open = open;
    expect((await call("POST", "/api/tasks", task, key)).status).toBe(202);
  });

  test("must be printable, and cannot stand beside an id", async () => {
    for (const bad of ["", "ä", "x".repeat(256)]) {
      const answer = await call("POST", "/api/tasks", task, { "idempotency-key": bad });
      expect([bad, answer.status, pathsOf(answer)]).toEqual([bad, 400, ["header.idempotency-key"]]);
    }
    const both = await call("POST", "/api/tasks", { ...task, id: "mine" }, key);
    expect([both.status, pathsOf(both)]).toEqual([400, ["header.idempotency-key"]]);
  });
});
