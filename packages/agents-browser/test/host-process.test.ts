import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { listBrowserProcesses, listBrowsers } from "./support/browser-processes.ts";

const script = join(import.meta.dirname, "support/hold-browser.ts");

/** Starts a host with one browser; resolves when the browser runs. */
async function startHost(): Promise<{ host: ChildProcess; browser: number }> {
  const host = spawn(process.execPath, ["--conditions=@convoke/source", script], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  onTestFinished(() => void host.kill("SIGKILL"));
  await once(host.stdout!, "data");
  const [browser = 0] = listBrowsers(host.pid);
  expect(listBrowserProcesses(browser)).not.toEqual([]);
  return { host, browser };
}

/** Resolves when the processes of a browser are gone; the test's time limit ends the wait. */
async function waitForEnd(browser: number): Promise<void> {
  while (listBrowserProcesses(browser).length > 0) await once(spawn("true"), "exit");
}

test("no browser survives a host that is killed", async () => {
  const { host, browser } = await startHost();
  host.kill("SIGKILL");
  expect(await once(host, "exit")).toEqual([null, "SIGKILL"]);
  await waitForEnd(browser);
});

test("an idle browser does not keep its host running, and ends with it", async () => {
  const { host, browser } = await startHost();
  const exit = once(host, "exit");
  host.stdin?.end();
  const [code] = await exit;
  expect(code).toBe(0);
  await waitForEnd(browser);
});
