import { expect, test } from "vitest";
import { createRunLimit } from "./run-limit.ts";

test("createRunLimit tells of a run that ends without an outcome", async () => {
  const told: unknown[] = [];
  const error = new Error("the store is gone");
  const limit = createRunLimit(1, (...given) => told.push(given));
  const settled = Promise.reject(error);
  limit.start(() => ({ runId: "1", settled }));
  await settled.catch(() => undefined);
  expect([told, limit.active]).toEqual([[["1", error]], 0]);
});

test("createRunLimit starts as many runs at once as it may, and more when one has ended, however it has", async () => {
  const limit = createRunLimit(2);
  const first = Promise.withResolvers<void>();
  const second = Promise.withResolvers<void>();
  limit.start(() => ({ runId: "1", settled: first.promise }));
  limit.count({ runId: "2", settled: second.promise });
  let begun = 0;
  const begin = () => {
    begun++;
    return { runId: "3", settled: Promise.resolve() };
  };
  expect(() => limit.start(begin)).toThrow(
    expect.objectContaining({ code: "too_many_runs", headers: { "retry-after": "1" } }),
  );
  expect([limit.active, begun]).toEqual([2, 0]);
  second.reject(new Error("failed"));
  await second.promise.catch(() => undefined);
  limit.start(begin);
  expect([limit.active, begun]).toEqual([2, 1]);
});

test("createRunLimit counts nothing that could not be started", () => {
  const limit = createRunLimit(1);
  const fail = (): never => {
    throw new Error("refused");
  };
  expect(() => limit.start(fail)).toThrow("refused");
  expect(limit.active).toBe(0);
});
