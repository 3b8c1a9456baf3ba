import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Orchestrator } from "@convoke/core";
import { recordEvents } from "@convoke/core/testing";
import { createLinksAgent, type LinksAgent } from "./index.ts";

let server: Server;
let base: string;
const asked: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? "");
    if (request.url === "/silent") return;
    response.writeHead(request.url === "/gone" ? 404 : 200).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test("the links agent lists the addresses that do not answer", async () => {
  const orchestrator = new Orchestrator({ agents: { links: createLinksAgent() } });
  const task = await orchestrator.delegateTask({
    agentType: "links",
    description: "Check the links",
    input: { urls: [`${base}/here`, `${base}/gone`, "http://127.0.0.1:1/"] },
  });
  expect(task.error).toBeUndefined();
  expect(task.result?.broken).toEqual(["http://127.0.0.1:1/", `${base}/gone`]);
  expect(task.result?.reports.map(({ detail }) => detail)).toEqual([
    "HTTP 200",
    "HTTP 404",
    expect.any(String),
  ]);
});

test("the links agent refuses what is no address, and says which", async () => {
  const orchestrator = new Orchestrator();
  orchestrator.registerAgent(createLinksAgent());
  const input = { urls: [`${base}/here`, "not an address"] };
  const task = await orchestrator.delegateTask({ agentType: "links", description: "Check", input });
  expect(task.failure?.code).toBe("invalid_input");
  expect(task.error).toContain("urls.1");
});

test("the links agent stops asking when it is cancelled", async () => {
  const orchestrator = new Orchestrator();
  orchestrator.registerAgent(createLinksAgent());
  const recorder = recordEvents(orchestrator);
  const handle = orchestrator.startTask({
    agentType: "links",
    description: "Check",
    input: { urls: [`${base}/first`, `${base}/silent`, `${base}/never`] },
  });
  await recorder.waitFor(({ type }) => type === "task-progress");
  await handle.cancel("enough");
  expect(await handle.settled).toMatchObject({ status: "cancelled", error: "Cancelled: enough" });
  expect(asked).not.toContain("/never");
  recorder.stop();
});

test("the links agent does not ask twice what an earlier attempt has asked", async () => {
  const orchestrator = new Orchestrator();
  const agent = createLinksAgent();
  const unlucky: LinksAgent = {
    ...agent,
    async executor(task, context) {
      const result = await agent.executor(task, context);
      if (context.attempt === 1) throw new Error("the connection broke after the work was done");
      return result;
    },
  };
  orchestrator.registerAgent(unlucky);
  const task = await orchestrator.delegateTask({
    agentType: "links",
    description: "Check",
    input: { urls: [`${base}/once`] },
    retry: { attempts: 2, backoff: { initialMs: 0 } },
  });
  expect(task).toMatchObject({ status: "completed", attempts: 2 });
  expect(asked.filter((path) => path === "/once")).toHaveLength(1);
});
