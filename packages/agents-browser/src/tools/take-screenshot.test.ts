import { describe, expect, test } from "vitest";
import type { ActionRecord } from "../actions/action-record.ts";
import type { Action } from "../program/action.ts";
import { takeScreenshot } from "./take-screenshot.ts";

const png = { artifact: "sha256-00", mediaType: "image/png", bytes: 3, name: "screenshot" };

describe("takeScreenshot", () => {
  test("goes to the page, takes the picture, and gives back where it is kept", async () => {
    const done: Action[] = [];
    const act = (action: Action): Promise<ActionRecord> => {
      done.push(action);
      const record = {
        action,
        status: "completed",
        startedMs: 0,
        durationMs: 1,
        url: "https://a.example/",
      } as const;
      return Promise.resolve(action.action === "screenshot" ? { ...record, artifact: png } : record);
    };
    expect(await takeScreenshot({ url: "https://a.example", fullPage: true }, act)).toEqual({
      type: "take_screenshot",
      url: "https://a.example/",
      ...png,
    });
    expect(done).toEqual([
      { action: "goto", url: "https://a.example" },
      { action: "screenshot", fullPage: true },
    ]);
  });

  test("refuses a target and the full page at once", async () => {
    const act = () => Promise.reject(new Error("not reached"));
    const input = { url: "https://a.example", target: { css: "a" }, fullPage: true };
    await expect(takeScreenshot(input, act)).rejects.toMatchObject({ reason: "invalid_program" });
  });
});
