import { describe, expect, test } from "vitest";
import { delay } from "../runtime/delay.ts";
import { createManualRuntime } from "./manual-runtime.ts";
import { createSplitMix } from "./split-mix.ts";

describe("createManualRuntime", () => {
  test("stands still until it is advanced", async () => {
    const runtime = createManualRuntime({ startMs: 500 });
    expect(runtime.now()).toBe(500);
    await runtime.advance(20);
    expect(runtime.now()).toBe(520);
    expect(createManualRuntime().now()).toBe(0);
  });

  test("fires due timers in the order of their time, then of their making", async () => {
    const runtime = createManualRuntime();
    const fired: string[] = [];
    for (const [name, delayMs] of [
      ["c", 30],
      ["a", 10],
      ["b1", 20],
      ["b2", 20],
      ["late", 31],
    ] as const) {
      runtime.schedule(() => fired.push(`${name}@${runtime.now()}`), delayMs);
    }
    await runtime.advance(30);
    expect(fired).toEqual(["a@10", "b1@20", "b2@20", "c@30"]);
    expect(runtime.pendingTimers).toBe(1);
  });

  test("runs what a timer has set off before the next one fires", async () => {
    const runtime = createManualRuntime();
    const { signal } = new AbortController();
    const passed: number[] = [];
    const walk = async (): Promise<void> => {
      for (let step = 0; step < 4; step++) {
        await delay(runtime, 10, signal);
        passed.push(runtime.now());
      }
    };
    const walked = walk();
    await runtime.advance(35);
    expect(passed).toEqual([10, 20, 30]);
    await runtime.advance(5);
    await walked;
    expect(passed).toEqual([10, 20, 30, 40]);
    expect(runtime.pendingTimers).toBe(0);
  });

  test("never fires a timer that was cancelled, even by another at the same time", async () => {
    const runtime = createManualRuntime();
    const fired: string[] = [];
    const cancelSecond = (): void => cancel();
    runtime.schedule(() => {
      fired.push("first");
      cancelSecond();
    }, 10);
    const cancel = runtime.schedule(() => fired.push("second"), 10);
    await runtime.advance(100);
    cancel();
    expect(fired).toEqual(["first"]);
    expect(runtime.pendingTimers).toBe(0);
  });

  test("fires a timer of no or negative delay at the next passage of time, not at once", async () => {
    const runtime = createManualRuntime();
    let fired = 0;
    runtime.schedule(() => void (fired += 1), 0);
    runtime.schedule(() => void (fired += 1), -5);
    expect(fired).toBe(0);
    await runtime.advance(0);
    expect(fired).toBe(2);
  });

  test("advances to the next timer, and refuses when there is none", async () => {
    const runtime = createManualRuntime();
    let firedAt = 0;
    runtime.schedule(() => void (firedAt = runtime.now()), 1_234);
    await runtime.advanceToNextTimer();
    expect(firedAt).toBe(1_234);
    await expect(runtime.advanceToNextTimer()).rejects.toMatchObject({ code: "invalid_argument" });
    runtime.schedule(() => {}, Infinity);
    await expect(runtime.advanceToNextTimer()).rejects.toThrow(/No timer/);
  });

  test("lets concurrent passages of time follow one another", async () => {
    const runtime = createManualRuntime();
    await Promise.all([runtime.advance(10), runtime.advance(10), runtime.advance(10)]);
    expect(runtime.now()).toBe(30);
  });

  test("rejects with what a callback throws, and goes on when it is advanced again", async () => {
    const runtime = createManualRuntime();
    runtime.schedule(() => {
      throw new Error("from the timer");
    }, 10);
    await expect(runtime.advance(50)).rejects.toThrow("from the timer");
    await runtime.advance(10);
    expect(runtime.now()).toBe(20);
  });

  test("gives ids in a row and random numbers that follow from the seed", () => {
    const runtime = createManualRuntime();
    expect([runtime.createId(), runtime.createId()]).toEqual(["id1", "id2"]);
    const draw = (seed: number): number[] => {
      const { random } = createManualRuntime({ seed });
      return Array.from({ length: 20 }, () => random());
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
    for (const number of draw(7)) expect(number >= 0 && number < 1).toBe(true);
  });

  test.each([
    ["startMs", () => createManualRuntime({ startMs: Number.NaN })],
    ["seed", () => createManualRuntime({ seed: 0.5 })],
    ["delayMs", () => createManualRuntime().schedule(() => {}, Number.NaN)],
  ])("refuses a %s that is no proper number", (name, create) => {
    expect(create).toThrow(new RegExp(`${name} = `));
  });

  test.each([-1, Number.NaN, Infinity])("refuses to advance by %s", async (ms) => {
    await expect(createManualRuntime().advance(ms)).rejects.toThrow(/ms = /);
  });
});

test("createSplitMix gives the generator's published numbers", () => {
  const random = createSplitMix(1_234_567);
  const published = [6457827717110365317n, 3203168211198807973n, 9817491932198370423n, 4593380528125082431n];
  for (const number of published) expect(random()).toBe(Number(number >> 11n) / 2 ** 53);
});
