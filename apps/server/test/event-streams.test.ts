import { createManualRuntime, createScriptedAgent } from "@convoke/core/testing";
import { afterEach, describe, expect, test } from "vitest";
import type { ServerEvent } from "../src/api/event.ts";
import type { Problem } from "../src/api/problem.ts";
import { createTestServices, createTestAgents, type TestServices } from "./create-test-services.ts";
import { collect, cursorsOf, readEvents, readFrames } from "./read-events.ts";

const opened: TestServices[] = [];

async function open(...given: Parameters<typeof createTestServices>): Promise<TestServices> {
  const services = await createTestServices(...given);
  opened.push(services);
  return services;
}

afterEach(async () => {
  for (const services of opened.splice(0)) await services.close();
});

/** Starts a run as the routes do. */
function start({ services }: TestServices, agentType: string, input: unknown = {}): string {
  const { orchestrator, runLimit } = services;
  return runLimit.start(() =>
    orchestrator.startRun({ strategy: "task", task: { agentType, description: "Do it", input } }),
  ).runId;
}

const typesOf = (events: readonly ServerEvent[]): readonly string[] => events.map(({ type }) => type);

const wholeRun = ["run-started", "task-created", "task-started", "task-settled", "run-settled"];

describe("GET /api/runs/{id}/events", () => {
  test("sends a run from its start, live, and ends with it", async () => {
    const server = await open();
    const runId = start(server, "echo");
    const response = await server.app.request(`/api/runs/${runId}/events?after=0`);
    expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    const frames = await collect(readFrames(response));
    expect(typesOf(frames.flatMap(({ event }) => event ?? []))).toEqual(wholeRun);
    expect(frames.map(({ id }) => id)).toEqual(["1", "2", "3", "4", "5", undefined]);
    expect(frames.at(-1)?.kind).toBe("end");
    expect(server.services.events.subscribers).toBe(0);
  });

  test("answers HEAD with its headers, and keeps no place for a stream that nobody reads", async () => {
    const server = await open();
    for (const path of ["/api/events", `/api/runs/${start(server, "held")}/events`]) {
      const response = await server.app.request(path, { method: "HEAD" });
      expect([response.status, response.headers.get("content-type")]).toEqual([
        200,
        "text/event-stream; charset=utf-8",
      ]);
      expect(server.services.events.subscribers).toBe(0);
    }
  });

  test("replays a run that has ended from where it is asked, and ends at once", async () => {
    const server = await open();
    const runId = start(server, "echo");
    await readEvents(await server.app.request(`/api/runs/${runId}/events`));
    const path = `/api/runs/${runId}/events`;
    expect(typesOf(await readEvents(await server.app.request(`${path}?after=0`)))).toEqual(wholeRun);
    expect(cursorsOf(await readEvents(await server.app.request(`${path}?after=3`)))).toEqual([4, 5]);
    expect(await readEvents(await server.app.request(path))).toEqual([]);
    const resumed = await server.app.request(`${path}?after=0`, { headers: { "last-event-id": "4" } });
    expect(cursorsOf(await readEvents(resumed))).toEqual([5]);
  });

  test("leaves out values in brief, and types that are not asked for, and ends all the same", async () => {
    const server = await open();
    const runId = start(server, "echo", { secret: 1 });
    const response = await server.app.request(
      `/api/runs/${runId}/events?after=0&brief=true&types=task-created,task-settled`,
    );
    const events = await readEvents(response);
    expect(typesOf(events)).toEqual(["task-created", "task-settled"]);
    expect(JSON.stringify(events)).not.toContain("secret");
  });

  test("tells an unknown run from one that is being opened, and ends when that cannot begin", async () => {
    const server = await open();
    expect((await server.app.request("/api/runs/nobody/events")).status).toBe(404);
    const failed = Promise.withResolvers<never>();
    server.services.runLimit.count({ runId: "coming", settled: failed.promise });
    const response = await server.app.request("/api/runs/coming/events");
    expect(response.status).toBe(200);
    failed.reject(new Error("The store refused it"));
    const frames = collect(readFrames(response));
    await server.runtime.advance(15_000);
    expect(await frames).toEqual([]);
  });

  test("tells the latest progress to whoever joins in the middle, pieces of text as one", async () => {
    const reported = Promise.withResolvers<void>();
    const writer = createScriptedAgent({
      agentType: "writer",
      script: [
        async (_, context) => {
          context.report({ message: "begun" });
          for (const text of ["a", "b", "c"]) context.report({ data: { type: "text", step: 1, text } });
          reported.resolve();
          await context.waitFor("go on", { "~standard": acceptAll });
          context.report({ message: "done" });
        },
      ],
    });
    const server = await open({ agents: [writer] });
    const runId = start(server, "writer");
    await reported.promise;
    const response = await server.app.request(`/api/runs/${runId}/events`);
    const reading = readEvents(response);
    await server.services.orchestrator.answer(runId, "go on", true);
    const events = await reading;
    const recap = events.find(({ type }) => type === "progress-recap");
    expect(recap).toMatchObject({
      taskId: runId,
      omitted: 0,
      entries: [{ progress: { message: "begun" } }, { progress: { data: { type: "text", text: "abc" } } }],
    });
    const live = events.filter(({ type }) => type === "task-progress");
    expect(live).toMatchObject([{ progress: { message: "done" } }]);
    const again = await server.app.request(`/api/runs/${runId}/events?after=0`);
    expect(typesOf(await readEvents(again))).not.toContain("progress-recap");
  });
});

const acceptAll = { version: 1, vendor: "test", validate: (value: unknown) => ({ value }) } as const;

describe("GET /api/events", () => {
  test.each([
    ["after=-1", {}, "query.after"],
    ["after=1e3", {}, "query.after"],
    ["brief=yes", {}, "query.brief"],
    ["types=task-setled", {}, "query.types"],
    ["", { "last-event-id": "abc" }, "header.last-event-id"],
  ])("refuses %s with %o", async (query, headers, path) => {
    const { app } = await open();
    const response = await app.request(`/api/events?${query}`, { headers });
    expect(response.status).toBe(400);
    const problem = (await response.json()) as Problem;
    expect(problem).toMatchObject({ code: "malformed_request", problems: [{ path }] });
  });

  test("shows a sign of life every 15 s with one timer for all, and none when nobody listens", async () => {
    const { app, runtime } = await open();
    const idle = runtime.pendingTimers;
    const streams = [await app.request("/api/events"), await app.request("/api/events")].map(readFrames);
    const firsts = streams.map((stream) => stream.next());
    expect(runtime.pendingTimers).toBe(idle + 1);
    await runtime.advance(15_000);
    for (const first of firsts) expect((await first).value).toMatchObject({ kind: "comment" });
    for (const stream of streams) await stream.return();
    expect(runtime.pendingTimers).toBe(idle);
  });

  test("refuses more subscribers than may be, until one leaves", async () => {
    const { app, services } = await open({ configuration: { maxSubscribers: 1 } });
    const first = await app.request("/api/events");
    const refused = await app.request("/api/events");
    expect(refused.status).toBe(503);
    expect(refused.headers.get("retry-after")).toBe("5");
    expect(await refused.json()).toMatchObject({ code: "too_many_subscribers" });
    await first.body?.cancel();
    expect(services.events.subscribers).toBe(0);
    expect((await app.request("/api/events")).status).toBe(200);
  });

  test("cuts off who takes nothing while more than a megabyte waits; nothing is lost on the way back", async () => {
    const server = await open();
    const response = await server.app.request("/api/events?after=0");
    const value = "x".repeat(100_000);
    for (let round = 0; round < 6; round++) {
      const runId = start(server, "echo", { value });
      await readEvents(await server.app.request(`/api/runs/${runId}/events`));
    }
    expect(server.services.events.subscribers).toBe(0);
    await expect(readEvents(response)).rejects.toThrow("too slow");
    const back = readFrames(await server.app.request("/api/events?after=0"));
    const cursors: number[] = [];
    for await (const { id } of back) if (cursors.push(Number(id)) === 30) break;
    expect(cursors).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
  });

  test("cuts off who takes nothing for a minute", async () => {
    const server = await open();
    const response = await server.app.request("/api/events");
    for (let beat = 0; beat < 4; beat++) await server.runtime.advance(15_000);
    expect(server.services.events.subscribers).toBe(0);
    await expect(readEvents(response)).rejects.toThrow("too slow");
  });

  test("ends all streams when the server stops, without a last frame", async () => {
    const server = await open();
    const response = await server.app.request("/api/events");
    server.services.events.close();
    expect(await collect(readFrames(response))).toEqual([]);
  });

  test("begins anew for a cursor of another store", async () => {
    const server = await open();
    const runId = start(server, "echo");
    await readEvents(await server.app.request(`/api/runs/${runId}/events`));
    const response = await server.app.request(`/api/runs/${runId}/events?after=5000`);
    expect(cursorsOf(await readEvents(response))).toEqual([1, 2, 3, 4, 5]);
  });

  test("tells everybody everything once and in order, whenever they join and however often they break off", async () => {
    const agents = createTestAgents();
    for (let seed = 1; seed <= 10; seed++) {
      const { random } = createManualRuntime({ seed });
      const draw = (most: number): number => 1 + Math.floor(random() * most);
      const server = await createTestServices({ agents });
      const runs = Array.from({ length: draw(5) }, () => draw(12));
      const total = runs.reduce((sum, count) => sum + count, 0) * wholeRun.length;
      const followers: Promise<readonly number[]>[] = [];
      for (const count of runs) {
        followers.push(follow(server, total, draw(30)));
        for (let turn = draw(20); turn > 0; turn--) await Promise.resolve();
        for (let begun = 0; begun < count; begun++) start(server, "echo");
      }
      const expected = Array.from({ length: total }, (_, index) => index + 1);
      for (const cursors of await Promise.all(followers)) expect(cursors).toEqual(expected);
      await server.close();
    }
  });
});

/** Reads up to the cursor `last`, over a new connection after every `breaks` events. */
async function follow({ app }: TestServices, last: number, breaks: number): Promise<readonly number[]> {
  const cursors: number[] = [];
  while ((cursors.at(-1) ?? 0) < last) {
    const stream = readFrames(await app.request(`/api/events?after=${cursors.at(-1) ?? 0}`));
    let read = 0;
    for await (const { id } of stream) {
      cursors.push(Number(id));
      if (cursors.at(-1) === last || ++read === breaks) break;
    }
  }
  return cursors;
}
