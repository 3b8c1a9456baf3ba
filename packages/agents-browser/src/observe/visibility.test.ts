import { describe, expect, test, vi } from "vitest";
import { openTestRun } from "../../test/support/open-test-run.ts";
import { visibilityCases } from "../../test/support/visibility-cases.ts";
import { checkExpectation } from "../expect/check-expectation.ts";
import { findVisibleText } from "../expect/find-visible-text.ts";
import { createObserver } from "./create-observer.ts";

// Many pages, and a machine that may have much else to do.
vi.setConfig({ testTimeout: 120_000 });

describe("observe", () => {
  test("lists what people see, and nothing else, by the rules that expectations and extraction go by", async () => {
    const run = await openTestRun();
    const observer = createObserver(run);
    const wrong: string[] = [];
    for (const [title, html, isSeen] of visibilityCases) {
      const waitUntil = html.includes("<iframe") ? "load" : "commit";
      await run.page.setContent(`<!doctype html><title>case</title>${html}`, { waitUntil });
      const { elements } = await observer.observe();
      const isListed = JSON.stringify(elements).includes("SECRET");
      if (isListed !== (isSeen === true)) wrong.push(`${title}: ${JSON.stringify(elements)}`);
      const { isFound } = await findVisibleText(run.page, "SECRET");
      // It is no lie to say that the page shows what a person finds by scrolling.
      if (isFound !== (isSeen !== false)) wrong.push(`${title}: it is ${isFound ? "" : "not "}found`);
      const { passed } = await checkExpectation({ visible: { text: "SECRET" } }, { run, observer });
      if (passed !== (isSeen !== false)) wrong.push(`${title}: it is ${passed ? "" : "not "}visible`);
    }
    expect(wrong).toEqual([]);
  });
});
