import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { openActionContext } from "../../test/support/open-action-context.ts";
import { servePages } from "../../test/support/serve-pages.ts";
import { runAction } from "./run-action.ts";
import { runProgram } from "./run-program.ts";

/** A port of this machine at which nobody listens. */
async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test("what ends on the proxy's refusal fails, however it came there and whatever it expects", async () => {
  const outside = await servePages({ "/": "<p>Out" });
  const silent = `http://127.0.0.1:${await findFreePort()}/`;
  const secure = outside.origin.replace("http:", "https:");
  const site = await servePages({
    "/form": `<form action="${outside.origin}/go"><button>Send</button></form>`,
    "/script": `<form id=f method=post action="${outside.origin}/go"></form><button onclick="f.submit()">Send</button>`,
    "/late": `<button onclick="setTimeout(() => { location = '${outside.origin}/go' }, 100)">Send</button>`,
    "/secure": `<a href="${secure}/go">Send</a>`,
    "/refresh": `<meta http-equiv=refresh content="0;url=${outside.origin}/go"><p>Wait`,
    "/redirect": (_, response) => response.writeHead(302, { location: `${outside.origin}/go` }).end(),
    "/silent": `<a href="${silent}">Send</a>`,
    "/fine": "<p>Fine",
  });
  const context = await openActionContext({
    policy: { allowPrivate: [site.origin, new URL(silent).origin] },
  });
  const send = { action: "click", target: { text: "Send" } } as const;
  const refused = { reason: "outside_policy", message: expect.stringContaining(`${outside.port}`) };
  const visit = (path: string) => runAction({ action: "goto", url: site.origin + path }, context);
  for (const path of ["/form", "/script", "/secure"]) {
    await visit(path);
    await expect(runAction({ ...send, expect: { url: "/go" } }, context), path).rejects.toMatchObject(
      path === "/secure" ? { reason: "outside_policy" } : refused,
    );
  }
  await visit("/late");
  await runAction(send, context);
  await expect(
    runAction({ action: "wait", for: { url: `${outside.origin}/` } }, context),
  ).rejects.toMatchObject(refused);
  await expect(
    runAction({ action: "expect", that: { url: `${outside.origin}/` } }, context),
  ).rejects.toMatchObject(refused);
  for (const path of ["/refresh", "/redirect"]) {
    await expect(
      runProgram({ url: site.origin + path, actions: [{ action: "wait" }] }, context),
      path,
    ).rejects.toMatchObject(refused);
  }
  await visit("/silent");
  await expect(runAction(send, context)).rejects.toMatchObject({ reason: "unreachable" });
  await expect(runAction({ action: "goto", url: silent }, context)).rejects.toMatchObject({
    reason: "unreachable",
  });
  expect(outside.requests).toEqual([]);
  // The refusal of one page is not that of the next.
  await visit("/fine");
  await runAction({ action: "expect", that: { text: "Fine" } }, context);
});

test("`goto` opens a page that starts a download by itself, and no file", async () => {
  const site = await servePages({
    "/": `<title>Here</title><p>Your file is on its way<script>location = "/file"</script>`,
    "/frame": `<title>Framed</title><iframe src="/file"></iframe>`,
    "/file": (_, response) =>
      response.setHeader("content-disposition", "attachment; filename=a.bin").end("file"),
  });
  const context = await openActionContext();
  await runAction({ action: "goto", url: site.origin, expect: { title: "Here" } }, context);
  await runAction({ action: "goto", url: `${site.origin}/frame`, expect: { title: "Framed" } }, context);
  await expect(runAction({ action: "goto", url: `${site.origin}/file` }, context)).rejects.toMatchObject({
    reason: "download_failed",
  });
});
