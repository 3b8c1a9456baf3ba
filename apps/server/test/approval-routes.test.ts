import { createScriptedAgent } from "@convoke/core/testing";
import { z } from "zod";
import type { Task } from "@convoke/core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Approval } from "../src/api/approval.ts";
import type { TaskDetail } from "../src/api/task.ts";
import { type Caller, createCaller, pathsOf } from "./create-caller.ts";
import { createTestAgents, createTestServices, type TestServices } from "./create-test-services.ts";

let server: TestServices;
let call: Caller;
const createMain = () =>
  createScriptedAgent({
    agentType: "main",
    script: [(_, context) => context.waitFor("approve-1", z.unknown())],
  });
beforeEach(async () => {
  server = await createTestServices({ agents: [...createTestAgents(), createMain()] });
  call = createCaller(server);
});
afterEach(() => server.close());

/** Starts a task that waits, and answers with its id. */
async function ask(agentType = "asking"): Promise<string> {
  const { body } = await call<Task>("POST", "/api/tasks", { agentType, description: "Ask" });
  await server.runtime.advance(0);
  return body.taskId;
}
const answer = (taskId: string, key: string, value: unknown) =>
  call("POST", "/api/approvals", { taskId, key, value });

describe("/api/approvals", () => {
  test("lists what is open, takes an answer, and lists it no more", async () => {
    const taskId = await ask();
    const open = await call<{ items: Approval[] }>("GET", "/api/approvals");
    expect(open.body.items).toMatchObject([
      { taskId, key: "question", agentType: "asking", runTitle: "Ask" },
    ]);
    expect(await answer(taskId, "question", { any: ["thing"] })).toMatchObject({
      status: 200,
      body: { taskId, key: "question" },
    });
    await server.runtime.advance(0);
    expect((await call<{ items: Approval[] }>("GET", "/api/approvals")).body.items).toEqual([]);
    const { body } = await call<TaskDetail>("GET", `/api/tasks/${taskId}`);
    expect([body.task.status, body.task.result]).toEqual(["completed", { any: ["thing"] }]);
  });

  test("takes answers to questions beyond those that are listed", async () => {
    const keys = Array.from({ length: 101 }, (_, index) => `question ${index}`);
    const many = createScriptedAgent({
      agentType: "many",
      script: [(_, context) => Promise.all(keys.map((key) => context.waitFor(key, z.unknown())))],
    });
    const other = await createTestServices({ agents: [many] });
    const send = createCaller(other);
    const { body } = await send<Task>("POST", "/api/tasks", { agentType: "many", description: "Ask" });
    await other.runtime.advance(0);
    expect((await send<{ items: Approval[] }>("GET", "/api/approvals")).body.items).toHaveLength(100);
    for (const key of keys)
      expect((await send("POST", "/api/approvals", { taskId: body.taskId, key, value: key })).status).toBe(
        200,
      );
    await other.runtime.advance(0);
    const { task } = (await send<TaskDetail>("GET", `/api/tasks/${body.taskId}`)).body;
    expect([task.status, task.result]).toEqual(["completed", keys]);
    await other.close();
  });

  test("takes the same answer again, and refuses another", async () => {
    const taskId = await ask();
    await answer(taskId, "question", { a: 1, b: 2 });
    expect((await answer(taskId, "question", { b: 2, a: 1 })).status).toBe(200);
    expect(await answer(taskId, "question", { a: 2 })).toMatchObject({
      status: 409,
      body: { code: "already_answered", detail: expect.stringContaining('with {"a":1,"b":2}: the first') },
    });
    const second = await ask();
    const [left, right] = await Promise.all([1, 2].map((value) => answer(second, "question", value)));
    expect([left?.status, right?.status].sort()).toEqual([200, 409]);
  });

  test("knows nothing of what nobody has asked", async () => {
    const taskId = await ask();
    for (const [id, key] of [
      [taskId, "other"],
      ["nobody", "question"],
      [`${taskId}/1`, "question"],
    ] as const)
      expect(await answer(id, key, 1)).toMatchObject({ status: 404, body: { code: "not_found" } });
    expect(await server.services.store.load("nobody")).toBeUndefined();
  });

  test("takes nothing but a decision for an action of the main agent", async () => {
    const taskId = await ask("main");
    const wrong = await answer(taskId, "approve-1", { approved: "yes" });
    expect([wrong.status, pathsOf(wrong)]).toEqual([400, ["body.value.approved"]]);
    expect(pathsOf(await answer(taskId, "approve-1", "yes"))).toEqual(["body.value"]);
    expect((await answer(taskId, "approve-1", { approved: false, reason: "Not now" })).status).toBe(200);
  });
});
