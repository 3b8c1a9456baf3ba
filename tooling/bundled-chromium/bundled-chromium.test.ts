import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { prepareBundledChromium } from "./bundled-chromium.ts";

// Unpacking takes half a minute, so that only machines which need the bundled browser anyway look at it.
const isUsed = /convoke-chromium-/u.test(process.env.CHROMIUM_PATH ?? "");

test.runIf(isUsed)("`prepareBundledChromium` hands out a program that starts, and unpacks once", async () => {
  const program = await prepareBundledChromium();
  expect(program).toBe(process.env.CHROMIUM_PATH);
  expect(execFileSync(program, ["--no-sandbox", "--version"], { encoding: "utf8" })).toMatch(/\d+\.\d+/u);
});

test.skipIf(isUsed)("the bundled browser is left alone where another one is found", () => {
  expect(process.env.CHROMIUM_PATH === undefined || existsSync(process.env.CHROMIUM_PATH)).toBe(true);
});
