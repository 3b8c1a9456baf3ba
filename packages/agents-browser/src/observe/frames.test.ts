import { describe, expect, test } from "vitest";
import { openTestRun } from "../../test/support/open-test-run.ts";
import { servePages } from "../../test/support/serve-pages.ts";
import { createObserver } from "./create-observer.ts";

const listening = `<!doctype html><body style="margin:0"><div id=a style="width:50px;height:50px"></div>
<div id=b style="width:50px;height:50px"></div><div id=c style="width:50px;height:50px"></div>
<script>a.addEventListener("click", () => {}); b.onclick = () => {};
document.body.addEventListener("click", () => {}); c.addEventListener("scroll", () => {})</script>`;

describe("observe", () => {
  test("sees which elements listen, though nothing else tells them", async () => {
    const { origin } = await servePages({ "/": listening });
    const run = await openTestRun();
    const observer = createObserver(run);
    await observer.observe();
    await run.page.goto(origin);
    const { elements } = await observer.observe();
    expect(elements.map(({ role, words, isInteractive }) => [role, words[0], isInteractive])).toEqual([]);
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
    const seen = await observer.observe();
    expect(
      seen.elements.map(({ ref, role, name, frame, parent }) => [ref, role, name, frame, parent]),
    ).toEqual([]);
    const button = seen.elements.find(({ name }) => name === "Inner")!;
    const handle = await observer.resolve({ ref: button.ref, snapshotId: seen.snapshotId });
    const box = await handle.boundingBox();
    expect(button.box).toEqual(box);
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
});
