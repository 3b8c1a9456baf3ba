import { expect, test } from "vitest";
import { openTestRun } from "../../test/support/open-test-run.ts";
import { servePages } from "../../test/support/serve-pages.ts";

test("`openRun` opens a tab that shows a page", async () => {
  const { origin } = await servePages({ "/": "<title>Hello</title><h1>Hi</h1>" });
  const run = await openTestRun();
  await run.within("going there", 10_000, (signal) => run.page.goto(origin, { signal }));
  expect(await run.page.title()).toBe("Hello");
});
