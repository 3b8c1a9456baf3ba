import { describe, expect, test } from "vitest";
import { BrowserError } from "../errors/browser-error.ts";
import { interpretRequest } from "./interpret-request.ts";

const url = "https://example.org/shop";

describe("interpretRequest", () => {
  test.each([
    [{ goal: "Buy a lamp", url }, undefined, { type: "browse_goal", goal: "Buy a lamp", url }],
    [{ program: { actions: [] } }, undefined, { type: "run_program", program: { actions: [] } }],
    [
      { url, program: { url: "https://example.org/", actions: [] }, maxSteps: undefined },
      undefined,
      { type: "run_program", url, program: { url: "https://example.org/" } },
    ],
    [{ url, actions: [] }, undefined, { type: "run_program", url, program: { actions: [] } }],
    [{ url, schema: { type: "string" } }, undefined, { type: "extract_data", url }],
    [
      { url, expectations: [{ text: "Hi" }] },
      undefined,
      { type: "check_page", expectations: [{ text: "Hi" }] },
    ],
    [{ url, expect: { text: "Hi" } }, "check_page", { type: "check_page", expectations: [{ text: "Hi" }] }],
    [{ url }, "read_page", { type: "read_page", url }],
    [{ url, type: "take_screenshot" as const }, undefined, { type: "take_screenshot", url }],
    [
      { url, goal: "Look", expect: { text: "Hi" } },
      undefined,
      { type: "browse_goal", expect: { text: "Hi" } },
    ],
  ])("reads %j with capability %s", (input, capability, expected) => {
    expect(interpretRequest({ description: "", input, ...(capability && { capability }) })).toMatchObject(
      expected,
    );
  });

  test.each([
    ["On https://example.org/shop, click More", "click More"],
    ["Go to https://example.org/shop and click More.", "click More."],
    ["Click More on https://example.org/shop.", "Click More."],
    [
      "Click the link at https://example.org/shop, then read the title",
      "Click the link, then read the title",
    ],
  ])("takes goal and address from the description “%s”", (description, goal) => {
    expect(interpretRequest({ description, input: undefined })).toMatchObject({
      type: "browse_goal",
      url,
      goal,
    });
  });

  test.each([
    [{}, undefined, "Click More", /browse_goal needs a page/],
    [{}, "run_program", "https://example.org", /needs a program/],
    [{}, "extract_data", "https://example.org", /needs a schema/],
    [{}, "check_page", "https://example.org", /needs expectations/],
    [
      { url, type: "take_screenshot" as const, expectations: [{ text: "Hi" }] },
      undefined,
      "",
      /take_screenshot does not read "expectations", which belongs to check_page/,
    ],
    [
      { url, goal: "Look", type: "browse_goal" as const, actions: [] },
      undefined,
      "",
      /browse_goal does not read "actions"/,
    ],
    [{ url, schema: { type: "string" } }, "read_page", "", /read_page does not read "schema".* extract_data/],
    [{ url, goal: "Look", actions: [] }, undefined, "", /run_program does not read "goal"/],
    [
      { url, actions: [], expect: { text: "Hi" } },
      undefined,
      "",
      /"expect", which belongs to browse_goal and check_page/,
    ],
    [{ program: { actions: [] }, actions: [] }, undefined, "", /either "program" or "actions"/],
    [
      { url, expect: { text: "Hi" }, expectations: [{ text: "Hi" }] },
      "check_page",
      "",
      /either "expectations" or "expect"/,
    ],
    [{ url }, undefined, " ", /goal is empty/],
    [{ url, goal: "x".repeat(10_001) }, undefined, "", /10001 characters; at most 10000/],
  ])("refuses %j with capability %s and description “%s”", (input, capability, description, problem) => {
    const read = (): unknown => interpretRequest({ description, input, ...(capability && { capability }) });
    expect(read).toThrow(problem);
    expect(read).toThrow(BrowserError);
  });
});
