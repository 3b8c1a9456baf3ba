import { expect, test } from "vitest";
import { createManualRuntime } from "@convoke/core/testing";
import { createIndexBuilder } from "../retrieval/index-builder.ts";
import { runSteps, runStepsWithPauses, type Steps } from "../retrieval/steps.ts";
import { createPause } from "./pause.ts";

test("`createPause` gives way only after a while, and rejects with the signal's reason", async () => {
  const runtime = createManualRuntime();
  const controller = new AbortController();
  const pause = createPause(runtime, controller.signal);
  expect(pause()).toBeUndefined();
  await runtime.advance(25);
  const waiting = pause();
  expect(runtime.pendingTimers).toBe(1);
  await runtime.advance(1);
  await waiting;
  expect(pause()).toBeUndefined();
  await runtime.advance(25);
  const stopped = pause();
  const reason = new Error("enough");
  controller.abort(reason);
  await expect(stopped).rejects.toBe(reason);
  expect(pause).toThrow(reason);
  expect(runtime.pendingTimers).toBe(0);
});

test("`runStepsWithPauses` ends where its pause rejects", async () => {
  let done = 0;
  function* work(): Steps<string> {
    for (; done < 10; done += 1) yield;
    return "all";
  }
  const reason = new Error("enough");
  await expect(
    runStepsWithPauses(work(), () => (done === 3 ? Promise.reject(reason) : undefined)),
  ).rejects.toBe(reason);
  expect(done).toBe(3);
  expect(runSteps(work())).toBe("all");
});

test("an index in the making can be left between any few of its passages, while reading and while copying", () => {
  const text = Array.from({ length: 2_000 }, (_, at) => `# Part ${at}\n\nSome words number ${at}.`).join(
    "\n\n",
  );
  const file = { file: "a.md", format: "markdown", contentHash: "", title: "a", text } as const;
  const count = (steps: Steps<unknown>): number => {
    let steppedOver = 0;
    while (!steps.next().done) steppedOver += 1;
    return steppedOver;
  };
  const builder = createIndexBuilder();
  expect(count(builder.add(file))).toBeGreaterThan(30);
  const data = runSteps(builder.finish());
  const copier = createIndexBuilder();
  expect(count(copier.copy(data, 0, file))).toBeGreaterThan(30);
  expect(count(copier.finish())).toBeGreaterThan(4);
});
