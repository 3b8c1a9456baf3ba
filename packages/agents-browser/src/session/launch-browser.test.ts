import { once } from "node:events";
import { mkdtempSync, readdirSync, readlinkSync, rmSync, unlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { giveWay, systemRuntime } from "@convoke/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findBrowser } from "./find-browser.ts";
import { type LaunchedBrowser, launchBrowser } from "./launch-browser.ts";

/** Where the browser puts what it keeps outside its profile. */
let temporary = "";
beforeAll(() => {
  temporary = mkdtempSync(join(tmpdir(), "convoke-launch-"));
});
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

async function launch(signal = new AbortController().signal): Promise<LaunchedBrowser> {
  const { executablePath } = await findBrowser({ environment: process.env });
  return launchBrowser({
    executablePath,
    headless: true,
    sandbox: false,
    proxyServer: "http://127.0.0.1:9",
    environment: { ...process.env, TMPDIR: temporary },
    runtime: systemRuntime,
    signal,
    timeoutMs: 30_000,
  });
}

test("`kill` leaves nothing of a browser behind, nor does one that was killed by others", async () => {
  const killed = await launch();
  expect(readdirSync(temporary)).toHaveLength(1);
  await killed.kill();
  expect(readdirSync(temporary)).toEqual([]);

  const crashed = await launch();
  const gone = once(crashed.gone, "abort");
  process.kill(crashed.pid, "SIGKILL");
  await gone;
  await crashed.close(10_000);
  expect(readdirSync(temporary)).toEqual([]);
});

test("`kill` leaves nothing behind of a browser that had begun to end, either", async () => {
  const ending = await launch();
  // A browser forgets where its folder is before it removes the folder.
  const links = readdirSync(tmpdir()).map((profile) => join(tmpdir(), profile, "SingletonSocket"));
  const ours = links.filter((link) => leadsInto(temporary, link));
  expect(ours).toHaveLength(1);
  for (const link of ours) unlinkSync(link);
  await ending.kill();
  expect(readdirSync(temporary)).toEqual([]);
});

function leadsInto(folder: string, link: string): boolean {
  try {
    return readlinkSync(link).startsWith(folder);
  } catch {
    return false;
  }
}

test("a start that is aborted, whenever that is, leaves nothing behind", async () => {
  for (const turns of [0, 10, 1_000, 10_000, 40_000]) {
    const controller = new AbortController();
    const launching = launch(controller.signal);
    for (let turn = 0; turn < turns; turn += 1) await giveWay();
    controller.abort(new Error("enough"));
    await launching.then(
      (launched) => launched.kill(),
      (error: Error) => expect(error.message).toBe("enough"),
    );
    expect(readdirSync(temporary), `after ${turns} turns`).toEqual([]);
  }
});
