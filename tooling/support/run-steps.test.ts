import { expect, test } from "vitest";
import { runSteps } from "./run-steps.ts";

test("`runSteps` runs what comes after a failure and counts both", () => {
  const lines: string[] = [];
  const passed = runSteps(
    "check",
    [
      { name: "first", run: () => "a.ts:1  is wrong" },
      {
        name: "second",
        run() {
          throw new Error("broken step");
        },
      },
      { name: "third", run: () => undefined },
    ],
    (line) => lines.push(line),
  );
  expect(passed).toBe(false);
  expect(lines[0]).toBe("FAILED  first");
  expect(lines[1]).toBe("        a.ts:1  is wrong");
  expect(lines.join("\n")).toContain("broken step");
  expect(lines.slice(-2)).toEqual(["ok      third", "check: 1 passed, 2 failed"]);
});
