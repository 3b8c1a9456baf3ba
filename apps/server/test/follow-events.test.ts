import { serve } from "@hono/node-server";
import { memoryStore } from "@convoke/core";
import { createManualRuntime } from "@convoke/core/testing";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import type { ServerEvent } from "../src/api/event.ts";
import { FollowError, followEvents, type FollowState } from "../src/follow-events.ts";
import { createTestServices, type TestServices } from "./create-test-services.ts";
import { collect, cursorsOf } from "./read-events.ts";

interface Listening extends TestServices {
  readonly baseUrl: string;
  readonly port: number;
  stop(): Promise<void>;
}

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function listen(options: Parameters<typeof createTestServices>[0] = {}, port = 0): Promise<Listening> {
  const services = await createTestServices(options);
  const begun = Promise.withResolvers<AddressInfo>();
  const server = serve({ fetch: services.app.fetch, hostname: "127.0.0.1", port }, begun.resolve);
  const address = await begun.promise;
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> =>
    (stopped ??= (async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      if ("closeAllConnections" in server) server.closeAllConnections();
      await services.close();
      await closed;
    })());
  closing.push(stop);
  return { ...services, baseUrl: `http://127.0.0.1:${address.port}`, port: address.port, stop };
}

function start({ services }: TestServices, agentType: string): string {
  const { orchestrator, runLimit } = services;
  const task = { agentType, description: "Do it", input: {} };
  return runLimit.start(() => orchestrator.startRun({ strategy: "task", task })).runId;
}

describe("followEvents", () => {
  test("yields the events of a run and ends with it; the connection is freed", async () => {
    const server = await listen();
    const runId = start(server, "echo");
    const events = await collect(followEvents({ baseUrl: server.baseUrl, runId, after: 0 }));
    expect(cursorsOf(events)).toEqual([1, 2, 3, 4, 5]);
    const wanted = followEvents({ baseUrl: server.baseUrl, runId, after: 0, types: ["task-settled"] });
    expect(cursorsOf(await collect(wanted))).toEqual([4]);
    expect(server.services.events.subscribers).toBe(0);
  });

  test("goes on where it was over a server that is started again, and tells how the connection stands", async () => {
    const runtime = createManualRuntime();
    const store = memoryStore({ runtime });
    const first = await listen({ store, runtime });
    const states: FollowState[] = [];
    const waiting = Promise.withResolvers<void>();
    const followed = followEvents({
      baseUrl: first.baseUrl,
      after: 0,
      brief: true,
      runtime,
      onState(state) {
        states.push(state);
        if (state.status === "waiting") waiting.resolve();
      },
    });
    start(first, "echo");
    const cursors: number[] = [];
    for (let count = 0; count < 5; count++) cursors.push(...cursorsOf(await take(followed)));
    const next = followed.next();
    await first.stop();
    await waiting.promise;
    const second = await listen({ store, runtime }, first.port);
    start(second, "echo");
    await runtime.advance(500);
    cursors.push(...cursorsOf([(await next).value as ServerEvent]));
    for (let count = 0; count < 4; count++) cursors.push(...cursorsOf(await take(followed)));
    expect(cursors).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(states.map(({ status }) => status)).toEqual([
      "connecting",
      "open",
      "waiting",
      "connecting",
      "open",
    ]);
    const wait = states.find((state) => state.status === "waiting");
    expect(wait?.retryAt).toBeLessThanOrEqual(500);
    await followed.return();
  });

  test.each([
    [404, { runId: "nobody" }, "not_found"],
    [401, { token: "wrong" }, "unauthorized"],
    [400, { after: -1 }, "malformed_request"],
  ])("throws what the server refuses with %i", async (status, options, code) => {
    const { baseUrl } = await listen({
      configuration: { token: status === 401 ? "secret-secret-secret" : undefined },
    });
    const thrown: unknown = await take(followEvents({ baseUrl, ...options })).catch(
      (error: unknown) => error,
    );
    expect(thrown).toBeInstanceOf(FollowError);
    expect(thrown).toMatchObject({ status, problem: { code } });
  });

  test("throws for a server that answers with something else, and for an address that is none", async () => {
    const page = new Response("<html>", { headers: { "content-type": "text/html" } });
    const other = followEvents({ baseUrl: "http://other.test", fetch: async () => page });
    await expect(take(other)).rejects.toThrow("is it a Convoke server?");
    await expect(take(followEvents({ baseUrl: "127.0.0.1" }))).rejects.toThrow("is no address");
  });

  test("waits longer after each failure, as long as it is asked to, and throws the reason of the signal", async () => {
    const runtime = createManualRuntime();
    const waits: number[] = [];
    const stop = new AbortController();
    const followed = followEvents({
      baseUrl: "http://server.test",
      runtime,
      signal: stop.signal,
      async fetch() {
        if (waits.length < 8) throw new TypeError("fetch failed");
        return new Response("{}", { status: 503, headers: { "retry-after": "90" } });
      },
      onState(state) {
        if (state.status === "waiting") waits.push(state.retryAt - runtime.now());
      },
    });
    const end = take(followed);
    end.catch(() => undefined);
    for (let failure = 0; failure < 9; failure++) await runtime.advanceToNextTimer();
    for (const [index, wait] of waits.slice(0, 8).entries()) {
      const longest = Math.min(30_000, 500 * 2 ** index);
      expect(wait).toBeGreaterThanOrEqual(longest / 2);
      expect(wait).toBeLessThanOrEqual(longest);
    }
    expect(waits[8]).toBeCloseTo(90_000);
    stop.abort(new Error("enough"));
    await expect(end).rejects.toThrow("enough");
    expect(runtime.pendingTimers).toBe(0);
  });

  test("takes a server that has been silent through three heartbeats for gone", async () => {
    const runtime = createManualRuntime();
    const waiting = Promise.withResolvers<string>();
    const followed = followEvents({
      baseUrl: "http://server.test",
      runtime,
      async fetch(_, init) {
        const body = new ReadableStream({
          start: (controller) =>
            init?.signal?.addEventListener("abort", () => controller.error(init.signal?.reason)),
        });
        return new Response(body, { headers: { "content-type": "text/event-stream" } });
      },
      onState(state) {
        if (state.status === "waiting") waiting.resolve(state.error.message);
      },
    });
    void followed.next().catch(() => undefined);
    await runtime.advance(45_000);
    expect(await waiting.promise).toBe("The server fell silent");
  });
});

async function take<Event>(followed: AsyncGenerator<Event, void>): Promise<Event[]> {
  const { value } = await followed.next();
  return value === undefined ? [] : [value];
}
