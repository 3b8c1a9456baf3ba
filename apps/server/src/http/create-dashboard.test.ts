import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Hono } from "hono";
import { beforeAll, afterAll, describe, expect, test } from "vitest";
import { createDashboard } from "./create-dashboard.ts";

let parent: string;
let app: Hono;

beforeAll(async () => {
  parent = mkdtempSync(join(tmpdir(), "convoke-dashboard-"));
  const folder = join(parent, "ui");
  mkdirSync(join(folder, "assets"), { recursive: true });
  writeFileSync(join(parent, "secret.txt"), "secret");
  writeFileSync(join(folder, "index.html"), "<p>page</p>");
  writeFileSync(join(folder, "assets/main-1a2b.js"), "main()");
  writeFileSync(join(folder, "assets/main-1a2b.js.br"), "br");
  writeFileSync(join(folder, "assets/main-1a2b.js.gz"), "gz");
  app = new Hono();
  app.get("/*", await createDashboard(folder));
});
afterAll(() => rmSync(parent, { recursive: true, force: true }));

describe("createDashboard", () => {
  test("serves files with their types; those with a hash for ever, the page only after asking", async () => {
    const script = await app.request("/assets/main-1a2b.js");
    expect(await script.text()).toBe("main()");
    expect(script.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect(script.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    const page = await app.request("/");
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(page.headers.get("cache-control")).toBe("no-cache");
    const tag = page.headers.get("etag") ?? "";
    const again = await app.request("/index.html", { headers: { "if-none-match": tag } });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });

  test.each([
    ["gzip, deflate, br", "br"],
    ["gzip", "gzip"],
    ["gzip;q=1.0, br;q=0", "gzip"],
    ["identity", null],
  ])("sends what was compressed to whoever accepts %s", async (accepted, expected) => {
    const response = await app.request("/assets/main-1a2b.js", { headers: { "accept-encoding": accepted } });
    expect(response.headers.get("content-encoding")).toBe(expected);
    expect(response.headers.get("vary")).toBe("accept-encoding");
  });

  test("answers unknown paths with the page, but neither files nor the paths of the API", async () => {
    for (const path of ["/runs/1", "/runs/a%2Fb", "/runs/release-1.2", "/apix"])
      expect(await (await app.request(path)).text()).toBe("<p>page</p>");
    for (const path of [
      "/assets/none.js",
      "/robots.txt",
      "/api",
      "/api/none",
      "/metrics",
      "/healthz",
      "/readyz",
    ])
      expect([path, (await app.request(path)).status]).toEqual([path, 404]);
  });

  test.each([
    "/../secret.txt",
    "/%2e%2e/secret.txt",
    "/..%2fsecret.txt",
    "/assets/..%5c..%5c..%5csecret.txt",
    "//secret.txt",
    "/assets/%00.txt",
  ])("keeps %s within its folder", async (path) => {
    const response = await app.request(new Request(`http://localhost${path}`));
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain("secret");
  });

  test("says what to do where nothing has been built", async () => {
    const empty = new Hono();
    empty.get("/*", await createDashboard(join(parent, "none")));
    const response = await empty.request("/");
    expect([response.status, await response.text()]).toEqual([503, expect.stringContaining("pnpm serve")]);
  });
});
