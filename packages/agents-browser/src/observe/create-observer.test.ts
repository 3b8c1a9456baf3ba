import { describe, expect, test } from "vitest";
import { openTestRun } from "../../test/support/open-test-run.ts";
import { createObserver } from "./create-observer.ts";

describe("createObserver", () => {
  test("lists what a person sees, by role and name, and finds it again", async () => {
    const run = await openTestRun();
    const observer = createObserver(run);
    await run.page.setContent(`<h1>Shop</h1><p>Buy <b>now</b> or <a href="/later">later</a>.</p>
      <form><label>Name <input value="Ada"></label> <button disabled>Save</button></form>`);
    const seen = await observer.observe();
    expect(seen.elements.map(({ role, name }) => `${role} ${name}`)).toEqual([
      "heading Shop",
      "text Buy now or later.",
      "link later",
      "form ",
      "text Name",
      "textbox Name",
      "button Save",
    ]);
    const field = seen.elements.find(({ role }) => role === "textbox")!;
    const handle = await observer.resolve({ ref: field.ref, snapshotId: seen.snapshotId });
    expect(await handle.inputValue()).toBe("Ada");
    await observer.observe();
    await expect(observer.resolve({ ref: field.ref, snapshotId: seen.snapshotId })).rejects.toMatchObject({
      reason: "stale_ref",
    });
  });
});
