import { systemRuntime } from "@convoke/core";
import { createEnhancedAgent } from "@convoke/enhanced-agent";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  createTestAgents,
  createTestServices,
  type TestServices,
} from "../../../../test/create-test-services.ts";
import { followEvents } from "../../../follow-events.ts";
import { type Conversation, createConversation } from "./conversation.ts";
import type { Talk } from "./talk.ts";
import type { Turn } from "./turn.ts";

let server: TestServices;
let storage: ReturnType<typeof createStorage>;

beforeEach(async () => {
  const main = createEnhancedAgent({ approve: "wait" });
  server = await createTestServices({ agents: [...createTestAgents(), main] });
  storage = createStorage();
});
afterEach(() => server.close());

function createStorage() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
  };
}

/** The real routes, without a port. */
function createTalk({ app }: TestServices): Talk {
  const ask = async <Body>(path: string, method = "GET", json?: unknown, headers = {}): Promise<Body> => {
    const init = {
      method,
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(json),
    };
    const response = await app.request(path, method === "POST" ? init : { method });
    const body = (await response.json()) as Body;
    if (!response.ok) throw Object.assign(new Error("refused"), { problem: body });
    return body;
  };
  const codeOf = (error: unknown): string =>
    (error as { problem?: { code: string } }).problem?.code ?? "no_answer";
  return {
    start: async ({ idempotencyKey, ...json }) =>
      (await ask<{ runId: string }>("/api/runs", "POST", json, { "idempotency-key": idempotencyKey })).runId,
    run: (id) => ask(`/api/runs/${id}`),
    task: (id) => ask(`/api/tasks/${encodeURIComponent(id)}`),
    approvals: async () =>
      (await ask<{ items: Awaited<ReturnType<Talk["approvals"]>> }>("/api/approvals")).items,
    async follow(runId, after, signal, onEvent) {
      const fetch = async (input: string | URL | Request, init?: RequestInit) =>
        app.request(String(input), init);
      const options = { baseUrl: "http://127.0.0.1", fetch, brief: true, runId, after, signal } as const;
      for await (const event of followEvents(options)) onEvent(event);
    },
    cancel: async (id) => void (await ask(`/api/runs/${id}`, "DELETE")),
    answer: async (taskId, key, approved) =>
      void (await ask("/api/approvals", "POST", { taskId, key, value: { approved } })),
    isMissing: (error) => codeOf(error) === "not_found",
    describe: (error) => ({ code: codeOf(error), message: String(error) }),
  };
}

const open = (sessionId = "s"): Conversation =>
  createConversation({ sessionId, talk: createTalk(server), runtime: systemRuntime, storage });

/** Looks at a conversation until its last turn is as wanted, then looks away. */
function see(conversation: Conversation, isWanted: (turn: Turn) => boolean): Promise<Turn> {
  return new Promise((resolve) => {
    const look = (): void => {
      const last = conversation.read().at(-1);
      if (last === undefined || !isWanted(last)) return;
      resolve(last);
      queueMicrotask(stop);
    };
    const stop = conversation.subscribe(look);
    look();
  });
}

describe("createConversation", () => {
  test("asks for leave, goes on when it is given, and a reload finds the answer again", async () => {
    const conversation = open();
    const waits = see(conversation, ({ waiting }) => waiting.some(({ shown }) => shown !== undefined));
    await conversation.send("Use echo to say hello");
    const [question] = (await waits).waiting;
    expect(question).toMatchObject({ action: "DELEGATE" });

    const afterReload = open();
    const again = await see(afterReload, ({ waiting }) => waiting.length > 0);
    expect(again.prompt).toBe("Use echo to say hello");
    const answered = see(afterReload, ({ result }) => result !== undefined);
    await afterReload.answer(again.waiting[0]!, true);
    expect(await answered).toMatchObject({ status: "completed", waiting: [], result: { sessionId: "s" } });
    expect((await see(open(), ({ result }) => result !== undefined)).status).toBe("completed");
  });

  test("stops a run when it is told to, and says so", async () => {
    const conversation = open();
    const waits = see(conversation, ({ waiting }) => waiting.length > 0);
    await conversation.send("Use echo to say hello");
    await waits;
    const over = see(conversation, ({ status }) => status === "cancelled");
    await conversation.stop();
    expect((await over).failure?.code).toBe("cancelled");
  });

  test("says of a message that the server refuses why, and of a run that is gone that it is", async () => {
    const conversation = open();
    await conversation.send("");
    expect(conversation.read().at(-1)).toMatchObject({
      status: "failed",
      failure: { code: "malformed_request" },
    });
    storage.setItem(
      "convoke-conversations",
      JSON.stringify([{ sessionId: "s", title: "", at: 0, runIds: ["gone"] }]),
    );
    expect((await see(open(), ({ status }) => status === "lost")).runId).toBe("gone");
  });
});
