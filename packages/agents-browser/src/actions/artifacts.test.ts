import { expect, test } from "vitest";
import { openActionContext } from "../../test/support/open-action-context.ts";
import { servePages } from "../../test/support/serve-pages.ts";
import { createSecrets } from "../policy/create-secrets.ts";
import { runAction } from "./run-action.ts";
import { runProgram } from "./run-program.ts";

test("`screenshot` covers fields that hold a secret, and nothing else", async () => {
  const { origin } = await servePages({ "/": `<label>Pin <input></label><label>Name <input></label>` });
  const secrets = createSecrets({
    one: { value: "correct horse", origins: [origin] },
    two: { value: "battery stapl", origins: [origin] },
  });
  const context = await openActionContext({ secrets });
  const shoot = async (label: string, value: string | { secret: string }) => {
    await runAction({ action: "fill", target: { label }, value }, context);
    const { artifact } = await runAction({ action: "screenshot" }, context);
    return artifact!.artifact;
  };
  await runAction({ action: "goto", url: origin }, context);
  const one = await shoot("Pin", { secret: "one" });
  expect(await shoot("Pin", { secret: "two" })).toBe(one);
  const ada = await shoot("Name", "Ada");
  expect(await shoot("Name", "Bob")).not.toBe(ada);
  expect(await context.run.page.locator("[data-convoke-mask]").count()).toBe(0);
});

test("`download` ends at the policy's quota, with a typed error", async () => {
  const { origin } = await servePages({
    "/": `<a href="/file" download>Get</a>`,
    "/file": (_, response) => response.setHeader("content-type", "text/csv").end("a,b\n"),
  });
  const policy = { allowPrivate: [origin], maxDownloads: 1 };
  const context = await openActionContext({ policy });
  const get = { action: "download", target: { text: "Get" } };
  await expect(runProgram({ url: origin, actions: [get, get] }, context)).rejects.toMatchObject({
    reason: "limit_exceeded",
    details: { index: 1, artifacts: [{ name: "file.csv", bytes: 4 }] },
  });
});
