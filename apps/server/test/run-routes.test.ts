import { memoryStore } from "@convoke/core";
import { createManualRuntime } from "@convoke/core/testing";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ConsensusOutcomeBody, HierarchicalOutcomeBody } from "../src/api/outcome.ts";
import type { RunDetail, RunList, RunSummary } from "../src/api/run.ts";
import type { TaskDetail } from "../src/api/task.ts";
import { type Caller, createCaller } from "./create-caller.ts";
import { createTestServices, type TestServices } from "./create-test-services.ts";

let server: TestServices;
let call: Caller;
beforeEach(async () => {
  server = await createTestServices();
  call = createCaller(server);
});
afterEach(() => server.close());

const echo = (input: unknown) => ({ agentType: "echo", description: `Say ${String(input)}`, input });
const heldTask = { agentType: "held", description: "Hold" };

async function start(plan: unknown, more: object = {}): Promise<string> {
  const { status, body, headers } = await call<{ runId: string }>("POST", "/api/runs", { plan, ...more });
  expect([status, headers.get("location")]).toEqual([202, `/api/runs/${encodeURIComponent(body.runId)}`]);
  return body.runId;
}

/** The run when it has ended. */
async function end(runId: string): Promise<RunDetail> {
  await server.runtime.advance(0);
  const { body } = await call<RunDetail>("GET", `/api/runs/${encodeURIComponent(runId)}`);
  expect(body.run.status).not.toBe("running");
  return body;
}

describe("POST /api/runs", () => {
  test("runs every strategy, and references are resolved as in process", async () => {
    const first = { ...echo({ answer: 42 }), id: "first" };
    const second = { ...echo({ taken: { $fromTask: { id: "first", path: "answer" } } }), id: "second" };
    const plans = {
      task: { task: echo(1) },
      sequential: { tasks: [first, second] },
      parallel: { tasks: [echo(1), echo(2)], concurrency: 1 },
      graph: { tasks: [{ ...second, dependsOn: ["first"] }, first] },
      hierarchical: { mainTask: "All of it", subtasks: [echo(1), echo(2)], aggregationStrategy: "concat" },
      consensus: { task: "Who?", agents: ["echo", "echo"], input: 7, minAgreement: 0.6, earlyStop: "never" },
    };
    for (const [strategy, rest] of Object.entries(plans)) {
      const { run } = await end(await start({ strategy, ...rest }));
      expect([run.strategy, run.status]).toEqual([strategy, "completed"]);
    }
    const runId = await start({ strategy: "sequential", tasks: [first, second] });
    await end(runId);
    const { body } = await call<TaskDetail>("GET", `/api/tasks/${runId}%2Fsecond`);
    expect(body.task.result).toEqual({ taken: 42 });
  });

  test("takes a prompt for the main agent, under a budget", async () => {
    const request = { prompt: "Compare them", sessionId: "s1", budget: { maxTasks: 3 } };
    const { body } = await call<{ runId: string }>("POST", "/api/runs", request);
    const { plan, budget, run } = await end(body.runId);
    expect(plan).toMatchObject({
      task: { agentType: "main", input: { prompt: "Compare them", sessionId: "s1" } },
    });
    expect([budget, run.title]).toEqual([{ maxTasks: 3 }, "Compare them"]);
    const long = await call<{ runId: string }>("POST", "/api/runs", { prompt: "x".repeat(90_000) });
    expect((await end(long.body.runId)).run.title).toHaveLength(300);
  });

  test("passes on what the orchestrator refuses, with its code", async () => {
    const graph = (...tasks: object[]) => ({ plan: { strategy: "graph", tasks } });
    const cases: readonly [object, number, string][] = [
      [graph({ ...echo(1), dependsOn: ["nobody"] }), 400, "unknown_dependency"],
      [
        graph({ ...echo(1), id: "a", dependsOn: ["b"] }, { ...echo(1), id: "b", dependsOn: ["a"] }),
        400,
        "cycle",
      ],
      [graph({ ...echo(1), id: "a" }, { ...echo(1), id: "a" }), 409, "duplicate_task"],
      [
        { plan: { strategy: "consensus", task: "?", agents: ["echo"], minAgreement: 1, weights: [1, 2] } },
        400,
        "invalid_argument",
      ],
    ];
    for (const [request, status, code] of cases) {
      const answer = await call("POST", "/api/runs", request);
      expect([answer.status, answer.body.code]).toEqual([status, code]);
    }
  });
});

describe("GET /api/runs/{id}", () => {
  test("tells an ended vote with its tally, and an ended main task with what it came to", async () => {
    const vote = {
      strategy: "consensus",
      task: "Who?",
      agents: ["echo", "broken"],
      input: "me",
      minAgreement: 0.5,
    };
    const counted = (await end(await start(vote))).outcome as ConsensusOutcomeBody;
    expect(counted).toMatchObject({
      consensus: true,
      winningResult: "me",
      agreement: 0.5,
      groups: [{ voters: [0] }],
    });
    expect(counted.votes.map(({ status }) => status)).toEqual(["completed", "failed"]);
    const split = {
      strategy: "hierarchical",
      mainTask: "All",
      subtasks: [echo(1), { agentType: "broken", description: "b" }],
    };
    const aggregated = (await end(await start(split))).outcome as HierarchicalOutcomeBody;
    expect(aggregated).toMatchObject({ mainTask: "All", status: "completed", result: [1], conflicts: [] });
    expect(Object.keys(aggregated)).not.toContain("failures");
    expect((await end(await start({ strategy: "parallel", tasks: [echo(1)] }))).outcome).toBeUndefined();
  });

  test("brings tasks in brief, and a cursor from which nothing is missed", async () => {
    const runId = await start({ strategy: "parallel", tasks: [echo("a"), heldTask] });
    const { body } = await call<RunDetail>("GET", `/api/runs/${runId}`);
    expect(body.run.status).toBe("running");
    expect(body.outcome).toBeUndefined();
    for (const task of body.tasks) expect(Object.keys(task)).not.toContain("input");
    await call("DELETE", `/api/runs/${runId}`);
    const later = await server.services.events.readAfter(body.cursor, 100, runId);
    expect(later.map(({ event }) => event.type)).toEqual(
      expect.arrayContaining(["task-settled", "run-settled"]),
    );
  });

  test("waits for a run that is being stored", async () => {
    const { store } = server.services;
    const { promise: allowed, resolve: allow } = Promise.withResolvers<void>();
    const open = store.open.bind(store);
    store.open = async (...given) => {
      await allowed;
      return open(...given);
    };
    const started = call("POST", "/api/runs", { plan: { strategy: "task", task: heldTask }, id: "slow" });
    await server.runtime.advance(0);
    const read = call<RunDetail>("GET", "/api/runs/slow");
    await server.runtime.advance(0);
    allow();
    expect((await started).status).toBe(202);
    expect((await read).body.run.runId).toBe("slow");
  });

  test("knows nothing of unknown ids", async () => {
    for (const id of ["nobody", "__proto__", "..%2Fetc"]) {
      const { status, body } = await call("GET", `/api/runs/${id}`);
      expect([id, status, body.code]).toEqual([id, 404, "not_found"]);
    }
  });
});

describe("GET /api/runs", () => {
  test("filters, and pages to a clear end", async () => {
    for (let number = 0; number < 60; number++) await start({ strategy: "task", task: echo(number) });
    await start({ strategy: "parallel", tasks: [{ agentType: "broken", description: "Needle" }] });
    await server.runtime.advance(0);
    const list = async (query: string) => (await call<RunList>("GET", `/api/runs${query}`)).body;
    const first = await list("");
    const second = await list(`?cursor=${first.cursor ?? ""}`);
    expect([first.items.length, second.items.length, second.cursor]).toEqual([50, 11, undefined]);
    const ids = [...first.items, ...second.items].map(({ runId }) => runId);
    expect(new Set(ids).size).toBe(61);
    for (const query of ["?search=needle", "?status=failed", "?strategy=parallel", "?agentType=broken"])
      expect((await list(query)).items.map(({ title }) => [query, title])).toEqual([[query, "Needle"]]);
    expect((await list("?search=needle&status=completed")).items).toEqual([]);
  });

  test("refuses what it does not know", async () => {
    const { status, body } = await call("GET", "/api/runs?status=done&stauts=x&strategy=chain");
    expect([status, body.problems?.map(({ path }) => path)]).toEqual([
      400,
      ["query.status", "query.strategy", "query.stauts"],
    ]);
    for (const cursor of ["x", "-1", "1e400", ""]) {
      const answer = await call("GET", `/api/runs?cursor=${cursor}`);
      expect([cursor, answer.status]).toEqual([cursor, 400]);
    }
  });
});

describe("DELETE /api/runs/{id}", () => {
  test("cancels, and leaves an ended run as it is", async () => {
    const runId = await start({ strategy: "task", task: heldTask });
    const first = await call<RunSummary>("DELETE", `/api/runs/${runId}`);
    expect([first.status, first.body.status]).toEqual([200, "cancelled"]);
    const again = await call<RunSummary>("DELETE", `/api/runs/${runId}`);
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect((await call("DELETE", "/api/runs/nobody")).status).toBe(404);
  });

  test("cancels what an earlier life of the server has left, as soon as its lease is over", async () => {
    const runtime = createManualRuntime();
    const store = memoryStore({ runtime });
    const plan = { plan: { strategy: "task", task: heldTask } };
    await store.open(
      { runId: "left", strategy: "task", title: "Hold", plan, createdAt: 0 },
      "earlier",
      30_000,
    );
    const later = await createTestServices({ store, runtime });
    const ask = createCaller(later);
    const early = await ask("DELETE", "/api/runs/left");
    expect([early.status, early.body.code, early.headers.get("retry-after")]).toEqual([
      409,
      "lease_lost",
      "5",
    ]);
    await runtime.advance(30_000);
    const { status, body } = await ask<RunSummary>("DELETE", "/api/runs/left");
    expect([status, body.status]).toEqual([200, "cancelled"]);
    await later.close();
  });
});
