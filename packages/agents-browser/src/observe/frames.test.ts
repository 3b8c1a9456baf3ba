import { describe, expect, test, vi } from "vitest";
import { openTestRun } from "../../test/support/open-test-run.ts";
import { servePages } from "../../test/support/serve-pages.ts";
import { createObserver } from "./create-observer.ts";

const listening = `<!doctype html><body style="margin:0"><div id=one style="width:50px;height:50px"></div>
<div id=two style="width:50px;height:50px"></div><div id=three style="width:50px;height:50px"></div>
<script>one.addEventListener("click", () => {}); two.onclick = () => {};
document.body.addEventListener("click", () => {}); three.addEventListener("scroll", () => {})</script>`;

// Many pages, and a machine that may have much else to do.
vi.setConfig({ testTimeout: 120_000 });

describe("observe", () => {
  test("sees which elements listen, though nothing else tells them", async () => {
    const { origin } = await servePages({ "/": listening });
    const run = await openTestRun();
    const observer = createObserver(run);
    await observer.observe();
    await run.page.goto(origin);
    const { elements } = await observer.observe();
    expect(elements.map(({ role, words, isInteractive }) => [role, words[0], isInteractive])).toEqual([
      ["generic", "one", true],
      ["generic", "two", true],
    ]);
  });

  test("places what frames hold where people see it, and finds it again in its frame", async () => {
    const inner = `<body style="margin:0"><button style="margin:10px">Inner</button>
      <button style="position:absolute;top:400px">Deep</button>`;
    const { port } = await servePages({
      "/": `<body style="margin:0"><button>Outer</button><br><iframe src="/middle" width=300 height=200
        style="position:absolute;left:100px;top:50px;border:5px solid;padding:3px"></iframe>`,
      "/middle": (_request, response) => {
        response.setHeader("content-type", "text/html");
        response.end(
          `<body style="margin:0"><iframe src="http://localhost:${response.req.socket.localPort}/inner"></iframe><p>Middle</p>`,
        );
      },
      "/inner": inner,
    });
    const run = await openTestRun();
    const observer = createObserver(run);
    await run.page.goto(`http://127.0.0.1:${port}/`);
    const seen = await observer.observe({ timeoutMs: 20_000 });
    expect(
      seen.elements.map(({ ref, role, name, frame, parent }) => [ref, role, name, frame, parent]),
    ).toEqual([
      ["e1", "button", "Outer", 0, undefined],
      ["e2", "iframe", "", 0, undefined],
      ["f1e1", "iframe", "", 1, "e2"],
      ["f2e1", "button", "Inner", 2, "f1e1"],
      ["f2e2", "button", "Deep", 2, "f1e1"],
      ["f1e2", "text", "Middle", 1, "e2"],
    ]);
    const button = seen.elements.find(({ name }) => name === "Inner")!;
    const handle = await observer.resolve({ ref: button.ref, snapshotId: seen.snapshotId });
    // Border and padding of the outer frame, border of the inner one, the button's margin.
    const [x, y] = [100 + 5 + 3 + 2 + 10, 50 + 5 + 3 + 2 + 10];
    expect(button.box).toMatchObject({ x, y });
    await run.page.mouse.click(x + 1, y + 1);
    expect(await handle.evaluate((element) => element.matches(":focus"))).toBe(true);
    expect(button.isInView).toBe(true);
    expect(seen.elements.find(({ name }) => name === "Deep")!.isInView).toBe(false);

    const stale = { reason: "stale_ref" };
    await run.page.frames()[2]!.goto("about:blank");
    await expect(observer.resolve({ ref: button.ref, snapshotId: seen.snapshotId })).rejects.toMatchObject(
      stale,
    );
    await run.page.evaluate(() => document.querySelector("iframe")!.remove());
    await expect(observer.resolve({ ref: button.ref, snapshotId: seen.snapshotId })).rejects.toMatchObject(
      stale,
    );
  });

  test("leaves out a frame that never answers, and says so", async () => {
    const { port } = await servePages({
      "/": (_request, response) => {
        response.setHeader("content-type", "text/html");
        response.end(`<button>Outer</button><iframe src="http://localhost:${port}/stuck"></iframe>`);
      },
      "/stuck": "<button>Inner</button><body onload='requestAnimationFrame(() => { for (;;); })'>",
    });
    const run = await openTestRun();
    const observer = createObserver(run);
    await run.page.goto(`http://127.0.0.1:${port}/`);
    const { elements, unansweredFrames, isTruncated } = await observer.observe();
    expect(elements.map(({ role, name }) => `${role} ${name}`)).toEqual(["button Outer", "iframe "]);
    expect({ unansweredFrames, isTruncated }).toEqual({ unansweredFrames: 1, isTruncated: true });
  });
});
