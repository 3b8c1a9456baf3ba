import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { ErrorCode, memoryArtifactStore, Orchestrator } from "@convoke/core";
import { scriptedModel, recordEvents } from "@convoke/core/testing";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { listBrowsers } from "../test/support/browser-processes.ts";
import { createBrowserAgent } from "./browser-agent.ts";
import type { BrowserAgentOptions } from "./browser-options.ts";
import type { ApprovalRequest } from "./policy/approval.ts";

const agentType = "browser";
const password = "correct horse battery";
const pages: Readonly<Record<string, string>> = {
  "/": `<title>Shop</title><h1>Lamps</h1>
    <form onsubmit="event.preventDefault(); out.textContent = 'Thanks, ' + n.value">
    <label>Name <input id="n"></label><label>Password <input id="p" oninput="echo.textContent = this.value"></label>
    <button>Join</button></form><p id="out"></p><p id="echo"></p>
    <table><tr><th>Lamp<th>Price</tr><tr><td>Aurora<td>12.50</tr></table>
    <button onclick="out.textContent = confirm('Sure?') ? 'yes' : 'no'">Ask</button><a href="/more" target="_blank">More</a>`,
  "/more": "<title>More</title><h1>More lamps</h1>",
  "/hangs": "<h1>Soon</h1><script>setTimeout(() => { for (;;); }, 20)</script>",
};
const server = createServer((request, response) => {
  const page = pages[request.url ?? ""];
  onRequest(request.url ?? "");
  // What the site does not know it never answers.
  if (page !== undefined) response.writeHead(200, { "content-type": "text/html" }).end(page);
});
let onRequest: (path: string) => void = () => {};
let origin = "";
let url = "";
const artifacts = memoryArtifactStore();
const asked: ApprovalRequest[] = [];
let shared: Orchestrator;

const openOrchestrator = (options: BrowserAgentOptions = {}): Orchestrator => {
  const orchestrator = new Orchestrator();
  orchestrator.registerAgent(
    createBrowserAgent({
      policy: { allowPrivate: [origin] },
      secrets: { password: { value: password, origins: [origin] } },
      artifacts,
      ...options,
    }),
  );
  return orchestrator;
};

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  url = `${origin}/`;
  shared = openOrchestrator({
    approve: (request) => {
      asked.push(request);
      return request.source !== "goal";
    },
  });
});
afterAll(async () => {
  await shared.close();
  server.close();
  server.closeAllConnections();
});

const ask = (input: unknown, rest: object = {}) =>
  shared.delegateTask({ agentType, description: "Look", input, ...rest });
const fill = (label: string, value: unknown) => ({ action: "fill", target: { label }, value });
const nameSchema = {
  type: "array",
  items: { type: "object", properties: { lamp: { type: "string" }, price: { type: "number" } } },
};

describe("createBrowserAgent", () => {
  test.each([
    ["extract_data", { schema: nameSchema }, { data: [{ lamp: "Aurora", price: 12.5 }], count: 1 }],
    ["take_screenshot", {}, { mediaType: "image/png", name: "screenshot" }],
    ["read_page", {}, { title: "Shop", text: expect.stringContaining("# Lamps"), links: [{ text: "More" }] }],
    [
      "check_page",
      { expectations: [{ text: "Lamps" }, { text: "Sold out" }], timeoutMs: 2_000 },
      { passed: false },
    ],
    [
      "browse_goal",
      { goal: 'Enter "Ada" as the name' },
      { pursuedBy: "rules", actions: [{ status: "completed" }] },
    ],
  ])("does %s", async (capability, input, result) => {
    const task = await ask({ url, ...input }, { capability });
    expect(task.error).toBeUndefined();
    expect(task.result).toMatchObject({ type: capability, url, ...result });
    expect(JSON.parse(JSON.stringify(task.result))).toEqual(task.result);
  });

  test("does run_program with tabs and dialogs, and asks before it sends", async () => {
    asked.length = 0;
    const actions = [
      fill("Name", "Ada"),
      { action: "click", target: { role: "button", name: "Join" }, expect: { text: "Thanks, Ada" } },
      { action: "click", target: { text: "Ask" }, expect: { text: "no" } },
      { action: "tab", open: "/more", expect: { title: "More" } },
      { action: "tab", select: 0, expect: { title: "Shop" } },
      { action: "click", target: { role: "link", name: "More" } },
      { action: "tab", select: 2, expect: { title: "More" } },
      { action: "tab", close: 2 },
    ];
    const task = await ask({ url, actions, screenshot: true });
    expect(task.error).toBeUndefined();
    expect(task.result).toMatchObject({
      type: "run_program",
      dialogs: [{ type: "confirm", message: "Sure?", accepted: false }],
      artifacts: [{ name: "last" }],
    });
    expect(asked.map(({ kind, source }) => [kind, source])).toEqual([["submit", "program"]]);
  });

  test("does not do what the approve hook refuses", async () => {
    const task = await ask({ url, goal: "Press Join" });
    expect(task).toMatchObject({ status: "failed", failure: { details: { reason: "not_approved" } } });
  });

  test("refuses what cannot be meant, and says what was meant", async () => {
    let within: object = { css: "a" };
    for (let depth = 0; depth < 5000; depth += 1) within = { css: "a", within };
    for (const [input, problem] of [
      [{ url, actions: [{ action: "clik", target: { text: "x" } }] }, 'did you mean "click"?'],
      [{ program: { actions: [{ action: "click", target: within }] } }, "nested deeper"],
      [{ url, schema: 3 }, "JSON Schema"],
      [{ url, depth: 2 }, 'unknown field "depth"'],
      [{ type: "read_pages", url }, 'unknown type "read_pages"'],
      [{ type: "take_screenshot", url, target: { css: "a" }, fullPage: true }, "not both"],
      [{ type: "read_page", url: "http://127.0.0.1:1/" }, "The policy does not allow"],
      [{ type: "read_page", url: "file:///etc/passwd" }, "http"],
    ] as const) {
      const task = await ask(input);
      expect(task.failure, problem).toMatchObject({
        code: ErrorCode.INVALID_INPUT,
        message: expect.stringContaining(problem),
      });
    }
  });

  test("tells no secret: not in records, events, failures and what caused them", async () => {
    const recorder = recordEvents(shared);
    const actions = [
      fill("Password", { secret: "password" }),
      { action: "extract", target: { css: "#echo" }, schema: { type: "string" } },
      { action: "screenshot" },
    ];
    const done = await ask({ url, actions });
    expect(done.error).toBeUndefined();
    const failing = { action: "expect", that: { text: "Never" }, timeoutMs: 300 };
    const failed = await ask({ url, actions: [...actions, failing] });
    expect(failed).toMatchObject({ status: "failed", failure: { details: { index: 3 } } });
    recorder.stop();
    const { cause } = failed.failure!;
    const told = [done, failed, recorder.events, String((cause as Error).cause), String(cause)];
    expect(JSON.stringify(told)).not.toMatch(/correct.horse/);
    expect(JSON.stringify(told)).toContain("[secret password]");
    const details = failed.failure!.details;
    expect(JSON.parse(JSON.stringify(details))).toEqual(details);
  });

  test("stops when it is cancelled: on its way to a page, and on one that hangs", async () => {
    for (const path of ["never", "hangs"]) {
      const stop = new AbortController();
      const reached = new Promise<void>((resolve) => {
        onRequest = (requested) => requested === `/${path}` && resolve();
      });
      const running = ask({ type: "read_page", url: `${url}${path}` }, { signal: stop.signal });
      await reached;
      stop.abort(new Error("enough"));
      expect(await running).toMatchObject({ status: "cancelled" });
    }
    onRequest = () => {};
  });

  test("says how to get a browser where there is none", async () => {
    const orchestrator = openOrchestrator({ browser: { environment: {}, executablePath: "/none/chromium" } });
    onTestFinished(() => orchestrator.close());
    const task = await orchestrator.delegateTask({
      agentType,
      description: "x",
      input: { type: "read_page", url },
    });
    expect(task.failure).toMatchObject({
      code: ErrorCode.AGENT_UNAVAILABLE,
      details: { reason: "browser_missing" },
      message: expect.stringContaining("/none/chromium"),
    });
  });

  test("fails as retryable when its browser dies, and the next attempt has a new one", async () => {
    const orchestrator = openOrchestrator();
    onTestFinished(() => orchestrator.close());
    const others = listBrowsers();
    let kills = 0;
    onRequest = (path) => {
      const browser = listBrowsers().find((pid) => !others.includes(pid));
      if (path !== "/more" || browser === undefined || kills > 0) return;
      kills += 1;
      process.kill(browser, "SIGKILL");
    };
    const retry = { attempts: 2, backoff: { initialMs: 1 } };
    const task = await orchestrator.delegateTask({
      agentType,
      description: "x",
      input: {
        url,
        actions: [
          { action: "goto", url: "/more" },
          { action: "expect", that: { title: "More" } },
        ],
      },
      retry,
    });
    onRequest = () => {};
    expect(kills).toBe(1);
    expect(task).toMatchObject({ status: "completed", attempts: 2 });
    expect(task.error).toBeUndefined();
  });

  test("asks its model only within the budget", async () => {
    const model = scriptedModel([{ object: { actions: [{ action: "answer", ref: "", value: "Lamps" }] } }]);
    const orchestrator = openOrchestrator({ model });
    onTestFinished(() => orchestrator.close());
    const goal = { agentType, description: "Read the heading", input: { url, goal: "Read the heading" } };
    const task = await orchestrator.delegateTask({ ...goal, budget: { maxTokens: 200_000 } });
    expect(task).toMatchObject({ status: "completed", result: { answer: "Lamps", pursuedBy: "model" } });
    const { length } = model.requests;
    const poor = await orchestrator.delegateTask({ ...goal, budget: { maxTokens: 10 } });
    expect(poor.result ?? poor.failure).not.toMatchObject({ pursuedBy: "model" });
    expect(model.requests).toHaveLength(length);
  });

  test("leaves no browser behind when its orchestrator closes", async () => {
    expect(listBrowsers()).not.toEqual([]);
    await shared.close();
    expect(listBrowsers()).toEqual([]);
  });
});
