import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { command, readArguments } from "./read-arguments.ts";

describe("readArguments", () => {
  test.each([
    [[], { kind: "demonstration", json: false }],
    [["--json"], { kind: "demonstration", json: true }],
    [["--", "--json"], { kind: "demonstration", json: true }],
    [["--help", "--json"], { kind: "help" }],
    [["--prompt", " Build a shop ", "--json"], { kind: "prompt", prompt: "Build a shop", json: true }],
    [["-p", "Build a shop"], { kind: "prompt", prompt: "Build a shop", json: false }],
    [["--plan", " Build a shop "], { kind: "plan", goal: "Build a shop", json: false }],
    [["-h"], { kind: "help" }],
    [["--prompt=a\u001B[31m\nb"], { kind: "prompt", prompt: "a\nb", json: false }],
  ])("understands %j", (parameters, request) => {
    expect(readArguments(parameters)).toEqual(request);
  });

  test.each([
    [["--prompt"], "--prompt"],
    [["--prompt", " \n"], "--prompt is empty"],
    [["--prompt", "--json"], "ambiguous"],
    [["--prompt", "a", "-p", "b"], "more than once"],
    [["--plan", ""], "--plan is empty"],
    [["--plan", "a", "--plan", "b"], "more than once"],
    [["--plan", "a", "-p", "b"], "exclude each other"],
    [["--verbose"], "--verbose"],
    [["build"], "build"],
    [["--json=yes"], "--json"],
  ])("refuses %j and says what is wrong, in one line", (parameters, part) => {
    const request = readArguments(parameters);
    expect(request).toEqual({ kind: "refused", message: expect.stringContaining(part) });
    expect(request).not.toEqual({ kind: "refused", message: expect.stringContaining("\n") });
  });
});

test("the command that is shown is the one that the workspace pins", () => {
  const manifest = readFileSync(new URL("../../../package.json", import.meta.url), "utf8");
  expect(command).toBe(`npx --yes ${JSON.parse(manifest).packageManager} demo`);
});
