import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@convoke/server/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectServer } from "../src/server/connect-server.ts";
import { runDemo } from "./run-demo.ts";
import { type ServerProcess, startServer } from "./start-server.ts";

const token = "a-token-of-the-tests";
const environment = { CONVOKE_TOKEN: token };
const folder = mkdtempSync(join(tmpdir(), "convoke-demo-server-"));
let server: ServerProcess;

beforeAll(async () => {
  writeFileSync(join(folder, "README.md"), "# Vite\n\nVite is a build tool that is quick.\n");
  server = await startServer(folder, token);
});
afterAll(async () => {
  await server.kill();
  rmSync(folder, { recursive: true, force: true });
});

describe("demo --server", () => {
  test(
    "prints the sections from what the server answers, each with the dashboard's address of its run",
    {
      timeout: 60_000,
    },
    async () => {
      const { exitCode, output, errors } = await runDemo(["--server", server.url], environment);
      expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: "" });
      const sections = output.split(/\n\d\. [A-Z ]+\n/);
      expect(sections).toHaveLength(6);
      for (const section of sections.slice(1)) {
        const [, page] = /^ {2}Dashboard {3}(http:\S+\/runs\/\S+)$/m.exec(section) ?? [];
        expect(page).toMatch(new RegExp(`^${server.url}/runs/`));
      }
      expect(sections[1]).toMatch(/^✔ knowledge .+\n✔ planner .+\n✖ code .+Agent code not registered$/m);
      expect(sections[2]).toContain("“Vite is a build tool that is quick.”");
      expect(sections[2]).toMatch(/^ {2}Note .*no answer about Rolldown; no answer about Sucrase\.$/m);
      expect(sections[3]).toContain("completed: 2 of 5 sub-agents delivered, 3 failures listed");
      expect(sections[4]).toMatch(/^ {2}Verdict .*1 of 1 vote/m);
      expect(sections[5]).toMatch(/got no picture of it\. It\s+says: CHROMIUM_PATH is/);
      expect(output).toMatch(/\nSTATISTICS\n {2}Registered agents {2}4\n/);
    },
  );

  test("--prompt shows the states of the server's main agent and its answer", async () => {
    const parameters = ["--server", server.url, "--prompt", "What is Vite?"];
    const { exitCode, output } = await runDemo(parameters, environment);
    expect(exitCode).toBe(0);
    expect(output).toMatch(
      /^PLANNING\n[^]*^EXECUTING\n✔ knowledge [^]*^VERIFYING\n[^]*^ {2}Answer {6}Vite is a build/m,
    );
    expect(output).toMatch(/^ {2}Dashboard {3}http:/m);
  });

  test("--plan --json plans and runs on the server, and names the pages of both runs", async () => {
    const parameters = ["--server", server.url, "--plan", "Compare Vite and Rolldown", "--json"];
    const { exitCode, output } = await runDemo(parameters, environment);
    const { plan, steps, pages, misses, ...rest } = JSON.parse(output);
    expect({ exitCode, misses, server: rest.server }).toEqual({
      exitCode: 0,
      misses: [],
      server: server.url,
    });
    expect(steps).toHaveLength(plan.steps.length);
    expect(steps[0]).toMatchObject({ taskId: `plan/${plan.steps[0].id}`, status: "completed" });
    expect(pages).toHaveLength(2);
  });
});

describe("demo --server while its run waits for leave on the server", () => {
  const parameters = (): string[] => ["--server", careful.url, "--prompt", "What is Vite?"];
  let careful: ServerProcess;
  beforeAll(async () => {
    careful = await startServer(folder, token, { CONVOKE_APPROVALS: "DELEGATE" });
  });
  afterAll(() => careful.kill());

  test("says so, and cancels the run when it is interrupted", async () => {
    let sent = false;
    const { exitCode, output, errors } = await runDemo(parameters(), environment, (said, child) => {
      if (!sent && said.includes("Dashboard")) sent = child.kill("SIGINT");
    });
    expect({ exitCode, errors }).toEqual({ exitCode: 130, errors: "Interrupted by SIGINT.\n" });
    expect(output).toMatch(/^ {2}Waits {7}for leave to go on/m);
    const response = await createClient(careful.url, { token }).api.runs.$get({ query: {} });
    expect(await response.json()).toMatchObject({ items: [{ status: "cancelled" }] });
  });

  test("says that the server does not answer any more when it dies", async () => {
    const { exitCode, errors } = await runDemo(parameters(), environment, (said) => {
      if (said.includes("Dashboard")) void careful.kill();
    });
    expect(exitCode).toBe(1);
    expect(errors).toMatch(
      /^The server at http:\S+ does not answer any more \(.+\): a server that keeps its runs.+\.\n$/,
    );
  });
});

describe("demo --server at an address where no server is of use", () => {
  test("says that nobody answers, and how to start one, with exit code 1", async () => {
    const { url, close } = await serve("");
    await close();
    const { exitCode, errors } = await runDemo(["--server", url]);
    expect(exitCode).toBe(1);
    expect(errors).toMatch(
      /^No server answers at http:\S+ \(connect ECONNREFUSED [^)]+\): start one with pnpm serve.+\.\n$/,
    );
  });

  test("says that what answers is no Convoke server", async () => {
    const { url, close } = await serve("<p>Hello");
    await expect(connectServer(url, { signal })).rejects.toThrow(
      `What answers at ${url} is no Convoke server (status 200, text/html): give --server the address that pnpm serve prints.`,
    );
    await close();
  });

  test.each([
    [undefined, "wants a token: set CONVOKE_TOKEN to the one that it was started with."],
    ["another-token-than-that", "refuses the token in CONVOKE_TOKEN: set it to the one"],
  ])("says what is wrong with the token %s", async (given, said) => {
    const failure = connectServer(server.url, { token: given, signal });
    await expect(failure).rejects.toThrow(`The server at ${server.url} ${said}`);
  });
});

const { signal } = new AbortController();

/** A server that is no Convoke server. */
async function serve(page: string): Promise<{ readonly url: string; close(): Promise<void> }> {
  const other = createServer((_, response) => {
    response.setHeader("content-type", "text/html").end(page);
  });
  other.listen(0, "127.0.0.1");
  await once(other, "listening");
  return {
    url: `http://127.0.0.1:${(other.address() as AddressInfo).port}`,
    async close() {
      other.closeAllConnections();
      other.close();
      await once(other, "close");
    },
  };
}
