import { expect, test } from "vitest";
import { createCallQueue } from "./call-queue.ts";

const { signal } = new AbortController();

/** Work that ends when it is told to. */
function createWork() {
  const end = Promise.withResolvers<string>();
  let isRunning = false;
  const run = (): Promise<string> => {
    isRunning = true;
    return end.promise;
  };
  return { run, end: end.resolve, fail: end.reject, isRunning: () => isRunning };
}

test("`createCallQueue` runs one call at a time, in order, also behind one that failed", async () => {
  const queue = createCallQueue(5);
  const works = [createWork(), createWork(), createWork()];
  const results = works.map(({ run }) => queue.run(signal, run));
  expect(works.map(({ isRunning }) => isRunning())).toEqual([true, false, false]);
  works[0]!.fail(new Error("broken"));
  await expect(results[0]).rejects.toThrow("broken");
  works[1]!.end("b");
  expect(await results[1]).toBe("b");
  const late = createWork();
  const last = queue.run(signal, late.run);
  works[2]!.end("c");
  expect(await results[2]).toBe("c");
  late.end("d");
  expect(await last).toBe("d");
});

test("`createCallQueue` gives the turn to whoever waited longest, not to whoever comes as it falls free", async () => {
  const queue = createCallQueue(5);
  const order: string[] = [];
  const say = (word: string) => async (): Promise<void> => void order.push(word);
  const first = queue.run(signal, say("first"));
  const second = queue.run(signal, say("second"));
  const third = first.then(() => queue.run(signal, say("third")));
  await Promise.all([second, third]);
  expect(order).toEqual(["first", "second", "third"]);
});

test("`createCallQueue` waits for a call that gave up while it ran, and skips those that gave up before", async () => {
  const queue = createCallQueue(5);
  const [running, waiting, next] = [createWork(), createWork(), createWork()];
  const controller = new AbortController();
  const reason = new Error("enough");
  const calls = [running, waiting].map(({ run }) => queue.run(controller.signal, run));
  const last = queue.run(signal, next.run);
  controller.abort(reason);
  for (const call of calls) await expect(call).rejects.toBe(reason);
  expect(next.isRunning()).toBe(false);
  next.end("next");
  running.end("late");
  expect(await last).toBe("next");
  expect(waiting.isRunning()).toBe(false);
  await queue.settled();
});

test("`createCallQueue` passes the turn on when it comes to a call as that gives up", async () => {
  const queue = createCallQueue(5);
  const running = createWork();
  const controller = new AbortController();
  const first = queue.run(signal, running.run);
  const second = queue.run(controller.signal, async () => "never");
  const third = queue.run(signal, async () => "third");
  running.end("first");
  await first.then(() => controller.abort(new Error("enough")));
  await Promise.allSettled([second]);
  expect(await third).toBe("third");
});

test("`createCallQueue` refuses more waiting calls than it may hold", async () => {
  const queue = createCallQueue(0);
  const work = createWork();
  const first = queue.run(signal, work.run);
  await expect(queue.run(signal, work.run)).rejects.toMatchObject({ reason: "rate_limited" });
  work.end("first");
  expect(await first).toBe("first");
  expect(await queue.run(signal, async () => "second")).toBe("second");
});
