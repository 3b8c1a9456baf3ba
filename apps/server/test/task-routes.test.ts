import { memoryStore, type Task } from "@convoke/core";
import { createManualRuntime, createScriptedAgent } from "@convoke/core/testing";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { RunDetail } from "../src/api/run.ts";
import type { TaskDetail } from "../src/api/task.ts";
import { type Caller, createCaller } from "./create-caller.ts";
import { createTestAgents, createTestServices, type TestServices } from "./create-test-services.ts";

let server: TestServices;
let call: Caller;
const createFlaky = () =>
  createScriptedAgent({ agentType: "flaky", script: [new Error("busy"), new Error("still busy"), "done"] });

beforeEach(async () => {
  server = await createTestServices({ agents: [...createTestAgents(), createFlaky()] });
  call = createCaller(server);
});
afterEach(() => server.close());

const echo = { agentType: "echo", description: "Say it again", input: { a: 1 } };
const waiting = { prefer: "wait=5" };

describe("POST /api/tasks", () => {
  test("answers 202 with the record and where it is found, when it is stored", async () => {
    const { status, headers, body } = await call<Task>("POST", "/api/tasks", echo);
    expect(status).toBe(202);
    expect(headers.get("location")).toBe(`/api/tasks/${body.taskId}`);
    expect(body).toMatchObject({ agentType: "echo", input: { a: 1 } });
    expect(await server.services.store.findRun(body.runId)).toMatchObject({ strategy: "task" });
  });

  test("answers 200 with the settled record when the caller waits", async () => {
    const { status, headers, body } = await call<Task>("POST", "/api/tasks", echo, {
      prefer: "respond-async, wait=5",
    });
    expect([status, headers.get("preference-applied")]).toEqual([200, "wait=5"]);
    expect(body).toMatchObject({ status: "completed", result: { a: 1 } });
    expect(server.runtime.pendingTimers).toBe(0);
  });

  test("answers 202 when the time is over before the task has settled", async () => {
    const answered = call<Task>("POST", "/api/tasks", { agentType: "held", description: "Hold" }, waiting);
    await server.runtime.advance(5_000);
    const { status, body } = await answered;
    expect([status, body.status]).toEqual([202, "in_progress"]);
  });

  test("answers a failed task as a record, not as a problem", async () => {
    const { status, body } = await call<Task>(
      "POST",
      "/api/tasks",
      { agentType: "broken", description: "Try" },
      waiting,
    );
    expect([status, body.status, body.failure?.code]).toEqual([200, "failed", "agent_failed"]);
    const unknown = await call<Task>(
      "POST",
      "/api/tasks",
      { agentType: "nobody", description: "Try" },
      waiting,
    );
    expect([unknown.status, unknown.body.failure?.code]).toEqual([200, "not_registered"]);
  });

  test("answers with the run that a known id has, and 409 when it is another", async () => {
    const named = { ...echo, id: "the one" };
    const first = await call<Task>("POST", "/api/tasks", named, waiting);
    expect(first.body.taskId).toBe("the one");
    const again = await call<Task>("POST", "/api/tasks", named, waiting);
    expect(again.body).toEqual(first.body);
    const other = await call("POST", "/api/tasks", { ...named, input: 2 });
    expect([other.status, other.body.code]).toEqual([409, "duplicate_task"]);
  });

  test("refuses more runs than may be under way", async () => {
    await server.close();
    server = await createTestServices({ configuration: { maxRuns: 1 } });
    call = createCaller(server);
    await call("POST", "/api/tasks", { agentType: "held", description: "Hold" });
    const { status, body, headers } = await call("POST", "/api/tasks", echo);
    expect([status, body.code]).toEqual([429, "too_many_runs"]);
    expect(headers.get("retry-after")).toMatch(/^\d+$/);
  });

  test("answers 503 when the store does not take the run", async () => {
    server.services.store.open = () => Promise.reject(new Error("the disk is full"));
    const { status, body } = await call("POST", "/api/tasks", echo);
    expect([status, body.code]).toEqual([503, "store_failed"]);
  });
});

describe("GET /api/tasks/{id}", () => {
  test("answers with the failed attempts and what came after each", async () => {
    const started = call<Task>(
      "POST",
      "/api/tasks",
      {
        agentType: "flaky",
        description: "Try",
        retry: { attempts: 3, backoff: { initialMs: 10, jitter: 0 } },
      },
      waiting,
    );
    await server.runtime.advance(1_000);
    const { taskId } = (await started).body;
    const { body } = await call<TaskDetail>("GET", `/api/tasks/${taskId}`);
    expect(body.task.status).toBe("completed");
    expect(body.failedAttempts).toMatchObject([
      {
        attempt: 1,
        agentName: "Scripted flaky",
        failure: { code: "agent_failed" },
        sequel: "retry",
        delayMs: 10,
      },
      { attempt: 2, sequel: "retry", delayMs: 20 },
    ]);
  });

  test("finds keys with slashes, percent signs and letters of every script, written as escapes", async () => {
    const names = ["a b", "100%", "größe", "%2F", "a?b#c", "日本"];
    for (const id of names) {
      const plan = { strategy: "graph", tasks: [{ ...echo, id }] };
      const { body } = await call<{ runId: string }>("POST", "/api/runs", { plan });
      const taskId = `${body.runId}/${id}`;
      const { status, body: found } = await call<TaskDetail>(
        "GET",
        `/api/tasks/${encodeURIComponent(taskId)}`,
      );
      expect([id, status, found.task?.taskId]).toEqual([id, 200, taskId]);
    }
  });

  test("refuses malformed escapes, and knows nothing of unknown ids", async () => {
    for (const id of ["%zz", "%E0%A4%A", "a%"]) {
      const { status, body } = await call("GET", `/api/tasks/${id}`);
      expect([id, status, body.code]).toEqual([id, 400, "malformed_request"]);
    }
    for (const id of ["nobody", "nobody%2F0", "constructor", "__proto__"]) {
      const { status, body } = await call("GET", `/api/tasks/${id}`);
      expect([id, status, body.code]).toEqual([id, 404, "not_found"]);
    }
  });

  test("tells for which keys a task waits", async () => {
    const { body } = await call<Task>("POST", "/api/tasks", { agentType: "asking", description: "Ask" });
    await server.runtime.advance(0);
    const detail = await call<TaskDetail>("GET", `/api/tasks/${body.taskId}`);
    expect(detail.body.waitingFor).toEqual(["question"]);
  });
});

describe("DELETE /api/tasks/{id}", () => {
  test("cancels a task of a run, and leaves the others alone", async () => {
    const plan = { strategy: "parallel", tasks: [{ agentType: "held", description: "Hold" }, echo] };
    const { body } = await call<{ runId: string }>("POST", "/api/runs", { plan });
    const { status, body: ended } = await call<TaskDetail>("DELETE", `/api/tasks/${body.runId}%2F0`);
    expect([status, ended.task.status]).toEqual([200, "cancelled"]);
    const run = await call<RunDetail>("GET", `/api/runs/${body.runId}`);
    expect(run.body.tasks.map((task) => task.status)).toEqual(["cancelled", "completed"]);
  });

  test("leaves a settled task as it is, however often it is asked", async () => {
    const { body } = await call<Task>("POST", "/api/tasks", echo, waiting);
    for (const _ of [1, 2]) {
      const { status, body: detail } = await call<TaskDetail>("DELETE", `/api/tasks/${body.taskId}`);
      expect([status, detail.task]).toEqual([200, body]);
    }
    expect((await call("DELETE", "/api/tasks/nobody")).status).toBe(404);
  });

  test("cancels what an earlier life of the server has left, and says when it cannot yet", async () => {
    const runtime = createManualRuntime();
    const store = memoryStore({ runtime });
    const task = { agentType: "held", description: "Hold" };
    const plan = { plan: { strategy: "task", task } };
    const run = { runId: "left", strategy: "task", title: "Hold", plan, createdAt: 0 };
    const lease = await store.open(run, "earlier", 30_000);
    const begun: Task = {
      ...task,
      taskId: "left",
      runId: "left",
      input: undefined,
      status: "in_progress",
      attempts: 1,
      createdAt: 0,
    };
    await store.commit(lease, { tasks: [{ task: begun, agentIndex: 0, failedAttempts: 0 }] });
    const later = await createTestServices({ store, runtime });
    const ask = createCaller(later);
    const early = await ask("DELETE", "/api/tasks/left");
    expect([early.status, early.body.code]).toEqual([409, "lease_lost"]);
    await runtime.advance(30_000);
    const { status, body } = await ask<TaskDetail>("DELETE", "/api/tasks/left");
    expect([status, body.task.status]).toEqual([200, "cancelled"]);
    expect(later.services.runLimit.active).toBe(0);
    await later.close();
  });
});

describe("a shutdown", () => {
  test("is told to whoever waits for a task that goes on in the next life of the server", async () => {
    const stopping = new AbortController();
    const ending = await createTestServices({
      stopping: stopping.signal,
      configuration: { dataFolder: ".convoke" },
    });
    const ask = createCaller(ending);
    const started = ask(
      "POST",
      "/api/tasks",
      { agentType: "held", description: "Hold", id: "held" },
      waiting,
    );
    await ending.runtime.advance(0);
    stopping.abort();
    await ending.services.orchestrator.close();
    const { status, headers, body } = await started;
    expect([status, body.code, headers.get("location")]).toEqual([503, "shutting_down", "/api/tasks/held"]);
    const read = await ask("GET", "/api/tasks/held");
    expect([read.status, read.body.code]).toEqual([503, "shutting_down"]);
    await ending.close();
  });
});
