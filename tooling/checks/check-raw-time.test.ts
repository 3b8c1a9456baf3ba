import { expect, test } from "vitest";
import { withFixture } from "../support/temporary-folder.ts";
import { checkRawTime } from "./check-raw-time.ts";

/** What the check finds in one file, as `line name`. */
const findIn = (file: string, text: string): string[] =>
  withFixture({ [file]: text }, (root) =>
    checkRawTime(root).map(({ line, message }) => `${line} ${/uses (.+?);/.exec(message)?.[1]}`),
  );

const violations: readonly [code: string, name: string][] = [
  ["Date.now();", "Date.now"],
  ["globalThis.Date.now();", "Date.now"],
  ['Date["now"]();', "Date.now"],
  ["const read = Date.now;", "Date.now"],
  ["new Date();", "new Date()"],
  ["Date();", "Date()"],
  ["Math.random();", "Math.random"],
  ["performance.now();", "performance.now"],
  ["setTimeout(() => {}, 1);", "setTimeout"],
  ["globalThis.setInterval(() => {}, 1);", "setInterval"],
  ["run({ timer: setImmediate });", "setImmediate"],
  ["run({ setTimeout });", "setTimeout"],
  ["crypto.randomUUID();", "randomUUID"],
  ["globalThis.crypto.randomUUID();", "randomUUID"],
  ['import { randomUUID } from "node:crypto";', "randomUUID"],
  ['import { setTimeout as wait } from "node:timers/promises";', "node:timers/promises"],
  ["AbortSignal.timeout(5);", "AbortSignal.timeout"],
];

test.each(violations)("`checkRawTime` refuses %s", (code, name) => {
  expect(findIn("packages/core/src/tasks/task.ts", `// first line\n${code}`)).toContain(`2 ${name}`);
});

test("`checkRawTime` leaves dates from data, names in text and fields of that name alone", () => {
  const code = [
    "// Date.now() and setTimeout are explained here",
    'const text = "Math.random() and new Date()";',
    "new Date(0);",
    "type Timer = ReturnType<typeof setTimeout>;",
    "runtime.now(); runtime.random(); clock.setTimeout; const options = { setTimeout: 1 };",
  ].join("\n");
  expect(findIn("packages/core/src/tasks/task.ts", code)).toEqual([]);
});

test("`checkRawTime` lets the runtime use the platform, and benchmarks read the clock only", () => {
  expect(findIn("packages/core/src/runtime/runtime.ts", "Date.now(); setTimeout(run, 1);")).toEqual([]);
  expect(findIn("apps/benchmarks/src/measure.ts", "performance.now();\nprocess.cpuUsage();")).toEqual([]);
  expect(findIn("apps/benchmarks/src/measure.ts", "setTimeout(run, 1);")).toEqual(["1 setTimeout"]);
});

test("`checkRawTime` refuses to wait for real time in tests", () => {
  const code =
    "await sleep(5);\nawait vi.waitFor(check);\nsystemRuntime.schedule(run, 5);\nexpect.poll(read);";
  expect(findIn("packages/core/src/tasks/task.test.ts", code)).toEqual([
    "1 sleep",
    "2 vi.waitFor",
    "3 systemRuntime.schedule",
    "4 expect.poll",
  ]);
  expect(findIn("packages/core/src/tasks/task.ts", "await sleep(5);")).toEqual([]);
});
