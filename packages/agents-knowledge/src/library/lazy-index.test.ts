import { expect, test, vi } from "vitest";
import { createLazyIndex, type BuildKnowledgeIndex } from "./lazy-index.ts";
import { createIndex } from "../retrieval/create-index.ts";

const index = createIndex([{ file: "a.md", text: "text" }]);
const ignore = (): void => {};

/** A build that ends when the test says so, or when its signal aborts. */
function createBuild() {
  const finishers: (() => void)[] = [];
  const signals: AbortSignal[] = [];
  const build = vi.fn<BuildKnowledgeIndex>(({ signal, onProgress }) => {
    signals.push(signal);
    return new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason));
      finishers.push(() => {
        onProgress({ indexedFiles: 1, totalFiles: 1 });
        resolve(index);
      });
    });
  });
  return { build, finishers, signals };
}

test("`createLazyIndex` builds once for all who wait and for all who come later", async () => {
  const { build, finishers } = createBuild();
  const lazy = createLazyIndex(build);
  expect(build).not.toHaveBeenCalled();
  const progress = vi.fn<() => void>();
  const signal = new AbortController().signal;
  const both = Promise.all([lazy.open(signal, progress), lazy.open(signal, progress)]);
  finishers[0]();
  expect(await both).toEqual([index, index]);
  expect(progress).toHaveBeenCalledTimes(2);
  expect(await lazy.open(signal, ignore)).toBe(index);
  expect(build).toHaveBeenCalledTimes(1);
});

test("`createLazyIndex` lets one waiter go without disturbing the other", async () => {
  const { build, finishers, signals } = createBuild();
  const lazy = createLazyIndex(build);
  const controller = new AbortController();
  const first = lazy.open(controller.signal, ignore);
  const second = lazy.open(new AbortController().signal, ignore);
  const reason = new Error("cancelled");
  controller.abort(reason);
  await expect(first).rejects.toBe(reason);
  expect(signals[0].aborted).toBe(false);
  finishers[0]();
  expect(await second).toBe(index);
});

test("`createLazyIndex` stops when the last waiter has gone, and starts anew for the next", async () => {
  const { build, finishers, signals } = createBuild();
  const lazy = createLazyIndex(build);
  const controller = new AbortController();
  const first = lazy.open(controller.signal, ignore);
  controller.abort(new Error("cancelled"));
  await expect(first).rejects.toThrow("cancelled");
  expect(signals[0].aborted).toBe(true);
  const next = lazy.open(new AbortController().signal, ignore);
  finishers[1]();
  expect(await next).toBe(index);
});

test("`createLazyIndex` tries again after a failure", async () => {
  const build = vi
    .fn<BuildKnowledgeIndex>()
    .mockRejectedValueOnce(new Error("no folder"))
    .mockResolvedValueOnce(index);
  const lazy = createLazyIndex(build);
  const { signal } = new AbortController();
  await expect(lazy.open(signal, ignore)).rejects.toThrow("no folder");
  expect(await lazy.open(signal, ignore)).toBe(index);
});
