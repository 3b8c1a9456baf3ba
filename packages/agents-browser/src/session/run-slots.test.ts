import { expect, test } from "vitest";
import { createRunSlots } from "./run-slots.ts";

const never = new AbortController().signal;

test("`createRunSlots` lets so many through and the others in order", async () => {
  const slots = createRunSlots(2);
  const order: string[] = [];
  const [first, second] = await Promise.all([slots.take(never), slots.take(never)]);
  const third = slots.take(never).then((release) => {
    order.push("third");
    return release;
  });
  const fourth = slots.take(never).then((release) => {
    order.push("fourth");
    return release;
  });
  expect(slots.waiting).toBe(2);
  first();
  first();
  const releaseThird = await third;
  expect(order).toEqual(["third"]);
  expect(slots.waiting).toBe(1);
  second();
  const releaseFourth = await fourth;
  releaseThird();
  releaseFourth();
  expect(order).toEqual(["third", "fourth"]);
  await Promise.all([slots.take(never), slots.take(never)]);
  expect(slots.waiting).toBe(0);
});

test("`createRunSlots` rejects with the reason of a signal, before and while waiting, and loses no slot", async () => {
  const slots = createRunSlots(1);
  const release = await slots.take(never);
  const controller = new AbortController();
  const waiting = slots.take(controller.signal);
  const behind = slots.take(never);
  controller.abort(new Error("not any more"));
  await expect(waiting).rejects.toThrow("not any more");
  await expect(slots.take(controller.signal)).rejects.toThrow("not any more");
  release();
  (await behind)();
  expect(slots.waiting).toBe(0);
  await slots.take(never);
});
