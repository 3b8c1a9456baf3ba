import { findBrowser } from "@convoke/agents-browser";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type AllowedSite, openAllowedSite } from "./allowed-site.ts";
import { measureLeaks } from "./measure-leaks.ts";
import { allWays } from "./ways/all-ways.ts";
import { openBoundaryWorld, openControlWorld, type World } from "./worlds.ts";

// One quick round of the most telling ways; `browser-leaks` measures all of them, again and again.

const telling = [
  "redirect 302 of the page",
  "redirect 307 of fetch",
  "WebSocket of a dedicated worker",
  "WebSocket of a shared worker",
  "WebSocket of a service worker",
  "speculation rules, prefetch",
  "WebRTC, STUN by UDP",
  "WebRTC, TURN by TCP",
  "sendBeacon on unload",
  "a name whose address changes (DNS rebinding)",
];

let site: AllowedSite;
let worlds: readonly World[] = [];

beforeAll(async () => {
  const { executablePath } = await findBrowser({ environment: process.env });
  site = await openAllowedSite();
  worlds = [openControlWorld(executablePath), openBoundaryWorld(executablePath, site)];
});

afterAll(async () => {
  await Promise.all(worlds.map((world) => world.close()));
  await site.close();
});

test("no way leads past the boundary that leads out without it", { timeout: 120_000 }, async () => {
  const [control, boundary] = worlds as [World, World];
  const ways = allWays.filter(({ name }) => telling.includes(name));
  expect(ways).toHaveLength(telling.length);
  const results = await measureLeaks({
    ways,
    site,
    control,
    boundary,
    repeats: 1,
    controlRepeats: 1,
    waitMs: 800,
    // Pages serve several ways one after the other, which costs less than a context for each.
    parallel: 6,
  });
  expect(results.filter((result) => result.boundary.reached > 0)).toEqual([]);
  expect(results.filter((result) => result.boundary.failed + result.control.failed > 0)).toEqual([]);
  // A busy machine may keep one or another from getting as far as leading out.
  expect(results.filter((result) => result.control.reached > 0).length).toBeGreaterThanOrEqual(7);
});

test("each way is called by a name of its own", () => {
  expect(allWays.length).toBeGreaterThanOrEqual(21);
  expect(new Set(allWays.map(({ name }) => name)).size).toBe(allWays.length);
});
