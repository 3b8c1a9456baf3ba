import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findBrowser } from "@convoke/agents-browser";
import { type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { buildDashboard } from "../../src/start/build-dashboard.ts";
import type { RunRequest } from "../../src/api/plan.ts";
import { type ServerProcess, startProcess } from "../start-process.ts";
import { createStage, type Stage } from "./create-stage.ts";

/** What a dashboard is opened with. */
export interface DashboardOptions {
  /** Settings of the server. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Files in the folder in which the server runs, by their names. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A server in a process of its own, with actors, and a browser that looks at its dashboard. */
export interface Dashboard {
  readonly url: string;
  readonly stage: Stage;
  /** What the pages have complained of: errors of scripts, and of the browser about them. */
  readonly complaints: readonly string[];
  /** A page in a profile of its own, at a path. */
  open(path: string, options?: BrowserContextOptions): Promise<Page>;
  /** Starts a run without the dashboard; returns its id. */
  startRun(request: RunRequest): Promise<string>;
  /** Ends the server as a power failure would. */
  killServer(): Promise<void>;
  /** Starts a server on the same address and the same data. */
  restartServer(): Promise<void>;
  close(): Promise<void>;
}

const actors = fileURLToPath(new URL("actors.ts", import.meta.url));

/** Opens a dashboard: builds it where it is missing, starts the server and the browser. */
export async function openDashboard({
  environment = {},
  files = {},
}: DashboardOptions = {}): Promise<Dashboard> {
  await buildDashboard();
  const folder = mkdtempSync(join(tmpdir(), "convoke-dashboard-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const stage = await createStage();
  const start = (port: string): ServerProcess =>
    startProcess(folder, {
      CONVOKE_PLUGINS: actors,
      CONVOKE_LOG_LEVEL: "warn",
      STAGE_URL: stage.url,
      ...environment,
      CONVOKE_PORT: port,
    });
  let server = start("0");
  const { executablePath } = await findBrowser({ environment: process.env });
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  const url = await server.listening();
  const complaints: string[] = [];
  const killServer = async (): Promise<void> => {
    server.child.kill("SIGKILL");
    await server.ended;
  };
  return {
    url,
    stage,
    complaints,
    killServer,
    async open(path, options) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
      // Less than a test gets, so that it is told what was waited for.
      context.setDefaultTimeout(20_000);
      const page = await context.newPage();
      page.on("pageerror", ({ message }) => complaints.push(message));
      page.on("console", (message) => {
        // That a request failed is told by the page itself.
        if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
          complaints.push(message.text());
      });
      await page.goto(url + path);
      return page;
    },
    async startRun(request) {
      const token = environment["CONVOKE_TOKEN"];
      const response = await fetch(`${url}/api/runs`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify(request),
      });
      if (response.status !== 202) throw new Error(await response.text());
      return ((await response.json()) as { readonly runId: string }).runId;
    },
    async restartServer() {
      server = start(new URL(url).port);
      await server.listening();
    },
    async close() {
      await browser.close();
      await killServer();
      stage.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
