import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { describe, expect, onTestFinished, test } from "vitest";
import { type Configuration, readConfiguration } from "./settings/config.ts";
import { createServer, type ServerOptions } from "./create-server.ts";

const logger = pino({ level: "silent" });

function createFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "convoke-server-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function configure(configuration: Partial<Configuration>): Configuration {
  return { ...readConfiguration({ CONVOKE_PORT: "0", CONVOKE_DATA: "memory" }), ...configuration };
}

const start = (configuration: Partial<Configuration>, options: ServerOptions = {}) =>
  createServer(configure(configuration), { logger, ...options });

describe("createServer", () => {
  test("refuses an address that is taken, and lets the data folder go again", async () => {
    const other = createHttpServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const dataFolder = createFolder();
    await expect(start({ port, dataFolder })).rejects.toMatchObject({
      name: "ServerStartError",
      problem: "address",
      exitCode: 3,
      message: expect.stringMatching(
        /127\.0\.0\.1:\d+: another program listens there: end it, or set CONVOKE_PORT/,
      ),
    });
    other.close();
    const server = await start({ dataFolder });
    expect(await server.close()).toBe(true);
  });

  test("refuses an address that this machine does not have", async () => {
    const refused = start({ host: "192.0.2.1", token: "a-token-of-a-test-0123456789" });
    await expect(refused).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringContaining("CONVOKE_HOST"),
    });
  });

  test("refuses a data folder that another server has, that is a file, or whose database is damaged", async () => {
    const dataFolder = createFolder();
    const server = await start({ dataFolder });
    await expect(start({ dataFolder })).rejects.toMatchObject({
      problem: "data",
      exitCode: 4,
      message: expect.stringContaining("Another server is running on the data folder"),
    });
    await server.close();
    const file = join(dataFolder, "file");
    writeFileSync(file, "text");
    await expect(start({ dataFolder: file })).rejects.toMatchObject({
      problem: "data",
      message: expect.stringContaining("CONVOKE_DATA"),
    });
    const damaged = createFolder();
    writeFileSync(join(damaged, "convoke.db"), "no database".repeat(1_000));
    await expect(start({ dataFolder: damaged })).rejects.toMatchObject({
      problem: "data",
      message: expect.stringMatching(/convoke\.db.*damaged/),
    });
  });

  test("refuses actions of the main agent that there are not", async () => {
    await expect(start({ approvals: ["DELEGAET"] })).rejects.toMatchObject({
      problem: "agents",
      message: expect.stringContaining("did you mean DELEGATE?"),
    });
  });

  test("ends streams and connections on close, and says when an agent kept it longer than it may", async () => {
    const agents = {
      agentType: "test",
      name: "Slow",
      description: "Tests",
      capabilities: [],
      executor: () => 1,
      close: () => new Promise(() => undefined),
    };
    const slow = await start({ shutdownMs: 100 }, { own: { name: "test", agents } });
    expect(await slow.close()).toBe(false);

    const server = await start({});
    const stream = await fetch(`${server.url}/api/events`);
    const text = stream.text();
    // A connection over which nothing ever comes.
    const idle = connect(Number(new URL(server.url).port), "127.0.0.1");
    await once(idle, "connect");
    const idleEnded = once(idle, "close");
    const closing = server.close();
    expect(server.services.stopping.aborted).toBe(true);
    expect(await closing).toBe(true);
    await text;
    await idleEnded;
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
    expect(await server.close()).toBe(true);
  });

  test("answers oversize bodies and malformed JSON over a real connection", async () => {
    const server = await start({ maxBodyBytes: 2_048 });
    const post = (body: BodyInit) =>
      fetch(`${server.url}/api/tasks`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
        duplex: "half",
      } as RequestInit);
    expect((await post("x".repeat(10_000))).status).toBe(413);
    let sent = 0;
    const chunks = new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull(controller) {
        controller.enqueue(new Uint8Array(1_024));
        if (++sent === 100) controller.close();
      },
    });
    expect((await post(chunks)).status).toBe(413);
    const malformed = await post('{"agentType":\n "x",}');
    expect([malformed.status, await malformed.json()]).toMatchObject([
      400,
      { code: "malformed_request", detail: expect.stringContaining("is no JSON: see line 2, column 6") },
    ]);
    await server.close();
  });

  test("takes no work, and says why, when its database was removed while it was open", async () => {
    const dataFolder = createFolder();
    const server = await start({ dataFolder });
    const post = () =>
      fetch(`${server.url}/api/tasks`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ agentType: "none", description: "Is kept, or refused" }),
      });
    expect((await post()).status).toBe(202);
    rmSync(join(dataFolder, "convoke.db"));
    const refused = await post();
    expect([refused.status, await refused.json()]).toMatchObject([503, { code: "store_failed" }]);
    const readiness = await fetch(`${server.url}/readyz`);
    expect(readiness.status).toBe(503);
    expect(await readiness.text()).toContain("removed while it was open");
    await server.close();
  });

  test("refuses a target of another host, and blames nobody but the sender for a body that is cut off", async () => {
    const logged = Promise.withResolvers<string>();
    const write = (line: string): void => {
      if (line.includes("/api/tasks")) logged.resolve(line);
    };
    const log = pino({ level: "info" }, { write });
    const server = await start({}, { logger: log });
    const { port } = new URL(server.url);
    const foreign = connect(Number(port), "127.0.0.1");
    foreign.end(
      `GET http://evil.example/api/runs HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`,
    );
    const [answer] = (await once(foreign, "data")) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 421 /);

    const cut = connect(Number(port), "127.0.0.1");
    cut.write(
      `POST /api/tasks HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\nContent-Length: 50\r\nExpect: 100-continue\r\n\r\n{`,
    );
    // The server has the request by then.
    await once(cut, "data");
    cut.destroy();
    expect(await logged.promise).toContain('"status":400');
    await server.close();
  });
});
