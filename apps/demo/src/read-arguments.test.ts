import { readFileSync } from "node:fs";
import { join } from "node:path";
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
    [["--durable"], { kind: "demonstration", json: false, durable: join(".convoke", "demo") }],
    [["--durable", "a b", "--json"], { kind: "demonstration", json: true, durable: "a b" }],
    [["--durable=a", "--json"], { kind: "demonstration", json: true, durable: "a" }],
    [["--durable", "--json"], { kind: "demonstration", json: true, durable: join(".convoke", "demo") }],
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
    [["--durable="], "empty name"],
    [["--durable", "a", "--durable", "b"], "more than once"],
    [["--durable", "--server", "http://127.0.0.1:4680"], "a server keeps its runs itself"],
    [["--durable", "--plan", "a"], "leave out --plan"],
    [["-p", "a", "--durable"], "leave out --prompt"],
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
