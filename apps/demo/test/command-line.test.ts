import { describe, expect, test } from "vitest";
import { runDemo } from "./run-demo.ts";

describe("the command line", () => {
  test.each([
    [["--prompt", "  "]],
    [["--plan", ""]],
    [["--plan", "a", "--prompt", "b"]],
    [["--server", "127.0.0.1:4680"]],
    [["--server", "http://127.0.0.1:4680/api"]],
    [["--bogus"]],
    [["word"]],
  ])("refuses %j with exit code 2", async (parameters) => {
    const { exitCode, output, errors } = await runDemo(parameters);
    expect({ exitCode, output }).toEqual({ exitCode: 2, output: "" });
    expect(errors).toContain("--help");
  });

  test("explains itself with --help", async () => {
    const { exitCode, output } = await runDemo(["--help"]);
    expect(exitCode).toBe(0);
    for (const option of ["--prompt", "--plan", "--server", "--json", "--help"])
      expect(output).toContain(option);
  });

  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("ends on %s with exit code %i, without running the sections", async (name, code) => {
    let sent = false;
    const { exitCode, output, errors } = await runDemo([], {}, (_output, child) => {
      if (!sent) sent = child.kill(name);
    });
    expect(exitCode).toBe(code);
    expect(errors).toBe(`Interrupted by ${name}.\n`);
    expect(output).not.toContain("STATISTICS");
  });
});
