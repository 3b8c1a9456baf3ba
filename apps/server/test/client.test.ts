import { createAdaptorServer } from "@hono/node-server";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from "vitest";
import type { Problem } from "../src/api/problem.ts";
import type { RunDetail, RunList } from "../src/api/run.ts";
import { createClient } from "../src/client.ts";
import { createTestServices, type TestServices } from "./create-test-services.ts";

let server: TestServices;
let http: ReturnType<typeof createAdaptorServer>;
let client: ReturnType<typeof createClient>;
const token = "a-token-of-a-test";

beforeAll(async () => {
  server = await createTestServices({ configuration: { token } });
  http = createAdaptorServer({ fetch: server.app.fetch });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const { port } = http.address() as AddressInfo;
  client = createClient(`http://127.0.0.1:${port}`, { token });
});
afterAll(async () => {
  const closed = new Promise((resolve) => http.close(resolve));
  await server.close();
  await closed;
});

describe("createClient", () => {
  test("starts a task, and knows what the answer is", async () => {
    const response = await client.api.tasks.$post({
      header: { prefer: "wait=5", "idempotency-key": "one" },
      json: { agentType: "echo", description: "Say it again", input: { a: 1 } },
    });
    if (response.status !== 200) throw new Error(`The task was answered with ${response.status}`);
    const task = await response.json();
    expectTypeOf(task.status).toEqualTypeOf<
      "pending" | "in_progress" | "completed" | "failed" | "cancelled"
    >();
    expectTypeOf(task.finishedAt).toEqualTypeOf<number | undefined>();
    expect([task.status, task.result]).toEqual(["completed", { a: 1 }]);
    const found = await client.api.tasks[":id"].$get({ param: { id: task.taskId } });
    expect(found.status).toBe(200);
  });

  test("starts a run of any strategy, reads it, lists it and cancels it", async () => {
    const task = { agentType: "held", description: "Hold" };
    const started = await client.api.runs.$post({
      json: { plan: { strategy: "parallel", tasks: [task, task] } },
    });
    if (started.status !== 202) throw new Error(`The run was answered with ${started.status}`);
    const { runId } = await started.json();
    expectTypeOf(runId).toEqualTypeOf<string>();
    const read = await client.api.runs[":id"].$get({ param: { id: runId } });
    if (read.status !== 200) throw new Error(`The run was answered with ${read.status}`);
    const detail = await read.json();
    expectTypeOf(detail.run.strategy).toEqualTypeOf<RunDetail["run"]["strategy"]>();
    expect(detail.tasks.map(({ taskId }) => taskId)).toEqual([`${runId}/0`, `${runId}/1`]);
    const one = await client.api.tasks[":id"].$get({ param: { id: encodeURIComponent(`${runId}/1`) } });
    expect(one.status).toBe(200);
    const listed = await client.api.runs.$get({ query: { status: "running" } });
    if (listed.status !== 200) throw new Error(`The runs were answered with ${listed.status}`);
    expectTypeOf((await listed.json()).items[0]!.status).toEqualTypeOf<RunList["items"][number]["status"]>();
    const ended = await client.api.runs[":id"].$delete({ param: { id: runId } });
    expect(await ended.json()).toMatchObject({ runId, status: "cancelled" });
  });

  test("types problems, too", async () => {
    const response = await client.api.runs[":id"].$get({ param: { id: "nobody" } });
    if (response.status !== 404) throw new Error(`The run was answered with ${response.status}`);
    const problem = await response.json();
    expectTypeOf(problem.code).toEqualTypeOf<Problem["code"]>();
    expect(problem.code).toBe("not_found");
  });

  test("refuses at compile time what the server would refuse", () => {
    // Only types: nothing is sent.
    const neverCalled = () => {
      // @ts-expect-error a task needs a description
      void client.api.tasks.$post({ json: { agentType: "echo" } });
      // @ts-expect-error there is no such strategy
      void client.api.runs.$post({ json: { plan: { strategy: "chain", tasks: [] } } });
      // @ts-expect-error there is no such filter
      void client.api.runs.$get({ query: { state: "running" } });
    };
    expect(neverCalled).toBeTypeOf("function");
  });

  test("is refused without the token", async () => {
    const { port } = http.address() as AddressInfo;
    const stranger = createClient(`http://127.0.0.1:${port}`);
    expect((await stranger.api.agents.$get()).status as number).toBe(401);
  });
});
