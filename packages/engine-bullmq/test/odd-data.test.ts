import {
  type Agent,
  ErrorCode,
  OrchestrationError,
  Orchestrator,
  type Progress,
  systemRuntime,
} from "@convoke/core";
import { expect, test } from "vitest";
import { openConnection } from "../src/connection/connection.ts";
import { openDeadLetterBox } from "../src/engine/dead-letter-box.ts";
import { bullmqEngine } from "../src/index.ts";
import { nameAnnouncement, nameDeadLetters, nameInbox, nameLife, nameWorkers } from "../src/wire/names.ts";
import { toWireError } from "../src/wire/wire-error.ts";
import { announce } from "./support/announce.ts";
import { connection, createPrefix, describeWithRedis } from "./support/redis.ts";
import { createAgent, openOrchestrator, openWorker, whenAborted } from "./worker/open-parts.ts";

/** Says something else each time it is asked: at the first time what it should. */
function createMoody(): unknown {
  let asked = 0;
  return {
    toJSON() {
      if (asked++ > 0) throw new Error("Not again.");
      return { mood: "good" };
    },
  };
}

/** What anybody with access to Redis could write: not for a worker, and not for a coordinator. */
const garbage = [
  "null",
  "5",
  "[]",
  "not JSON",
  "{}",
  '{"kind":"ended"}',
  '{"kind":"abort","attemptId":"?","delivery":99}',
  '{"kind":"answer","attemptId":"?","delivery":1,"call":1}',
  '{"kind":"report","attemptId":"?","delivery":1,"progress":null}',
  '{"kind":"started","attemptId":"?","delivery":"1","worker":{}}',
  '{"kind":"call","attemptId":"?","delivery":1}',
];

describeWithRedis("odd data", () => {
  test("a result, a report or an argument that reads differently each time harms no worker", async () => {
    const prefix = createPrefix();
    const moody = createAgent("moody", async (_task, { report, step }) => {
      for (const odd of [{ message: 5n }, { fraction: 5n }, { data: createMoody() }, { data: 5n }]) {
        report(odd as unknown as Progress);
      }
      await step("one", async () => createMoody());
      return createMoody();
    });
    await openWorker({ prefix, agents: [moody] });
    const orchestrator = openOrchestrator(prefix, [moody]);
    const told: unknown[] = [];
    orchestrator.subscribe((event) => {
      if (event.type === "task-progress") told.push(event.progress);
    });
    const task = await orchestrator.delegateTask({ agentType: "hand", description: "x" });
    expect(task).toMatchObject({ status: "completed", result: { mood: "good" } });
    expect(told).toEqual([{}, {}, { data: { mood: "good" } }, {}]);
  });

  test("garbage in an inbox costs nothing of what comes with it", async () => {
    const prefix = createPrefix();
    const redis = openConnection(connection);
    const begun = Promise.withResolvers<void>();
    let starts = 0;
    const agent = createAgent("calm", async (_task, { signal }) => {
      starts++;
      begun.resolve();
      return String(await whenAborted(signal));
    });
    const { workerId } = await openWorker({ prefix, agents: [agent] });
    const orchestrator = openOrchestrator(prefix, [agent]);
    const reported = new Promise((resolve) => {
      orchestrator.subscribe((event) => {
        if (event.type === "task-progress") resolve(event.progress);
      });
    });
    const handle = orchestrator.startTask({ agentType: "hand", description: "x" });
    await begun.promise;
    const [attemptId] = await redis.lrange(`${prefix}:hand.calm:active`, 0, -1);
    const toInbox = async (processId: string, last: object): Promise<void> => {
      const texts = [...garbage, JSON.stringify(last)].map((text) => text.replace("?", attemptId));
      const fields = texts.flatMap((text) => ["m", text]);
      await redis.xadd(nameInbox(prefix, processId), "*", ...fields);
    };
    const lives = await redis.keys(nameLife(prefix, "*"));
    const processes = lives.map((life) => life.slice(nameLife(prefix, "").length));
    const coordinator = processes.find((processId) => processId !== workerId) ?? "";
    await toInbox(coordinator, {
      kind: "report",
      attemptId,
      delivery: 1,
      progress: { message: "the last word" },
    });
    expect(await reported).toEqual({ message: "the last word" });
    await toInbox(workerId, { kind: "abort", attemptId, reason: { name: "Error", message: "stop" } });
    expect(await handle.settled).toMatchObject({ status: "completed", result: "Error: stop" });
    expect(starts).toBe(1);
    redis.disconnect();
  });

  test("a garbled announcement hides no other", async () => {
    const prefix = createPrefix();
    const redis = openConnection(connection);
    const good = { agentType: "t", name: "good", description: "x", capabilities: [] };
    const texts = ["null", "5", '{"agents":null}', '{"agents":[null]}', '{"agents":[{"agentType":{}}]}'];
    for (const [index, text] of texts.entries()) {
      await redis.set(nameAnnouncement(prefix, `w${index}`), text);
      await redis.zadd(nameWorkers(prefix), systemRuntime.now(), `w${index}`);
    }
    await announce(redis, prefix, "w", [good]);
    const engine = bullmqEngine({ connection, prefix });
    const orchestrator = new Orchestrator({ engine });
    await engine.followAgents(orchestrator);
    expect(orchestrator.findAgents({}).map(({ name }: Pick<Agent, "name">) => name)).toEqual(["good"]);
    await orchestrator.close();
    redis.disconnect();
  });

  test("a garbled dead letter hides no other, and a cursor that is none is refused", async () => {
    const prefix = createPrefix();
    const redis = openConnection(connection);
    const box = openDeadLetterBox(redis, prefix);
    const request = { taskId: "t", agentType: "t", agentName: "a", description: "x", attempt: 1 };
    await box.put("good", { ...request, input: undefined }, "lost", 1);
    const [letters, order] = nameDeadLetters(prefix);
    await redis.hset(letters, { no: "not JSON", none: "null" });
    await redis.zadd(order, 2, "no", 3, "none");
    expect((await box.list(undefined)).items.map(({ id }) => id)).toEqual(["good"]);
    expect(await box.find("no")).toBeUndefined();
    await expect(box.list("abc")).rejects.toMatchObject({ code: ErrorCode.INVALID_ARGUMENT });
    redis.disconnect();
  });
});

test("toWireError cuts a name, and leaves out details that are no JSON or too much", () => {
  const error = Object.assign(new Error("Too much."), { name: "N".repeat(1_000_000) });
  expect(toWireError(error)).toEqual({ name: "N".repeat(256), message: "Too much." });
  for (const odd of [5n, "x".repeat(300_000)]) {
    const failure = new OrchestrationError(ErrorCode.INVALID_ARGUMENT, "Odd.", { details: { odd } });
    expect(toWireError(failure)).not.toHaveProperty("details");
  }
  const moody = new OrchestrationError(ErrorCode.CLOSED, "Moody.", { details: { at: createMoody() } });
  expect(JSON.parse(JSON.stringify(toWireError(moody)))).toMatchObject({ details: { at: { mood: "good" } } });
});
