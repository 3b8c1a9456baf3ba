import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createEstimateHistory } from "./create-estimate-history.ts";
import type { EstimateObservation } from "./estimate-history.ts";

function observe(
  agentType: string,
  expected: number,
  actual: number,
  capability?: string,
): EstimateObservation {
  return {
    agentType,
    capability,
    expected: { seconds: expected, costUsd: expected / 100 },
    actual: { seconds: actual, costUsd: actual / 100 },
  };
}

describe("createEstimateHistory", () => {
  test("averages actual / expected exponentially, from 1 at the beginning", () => {
    const history = createEstimateHistory();
    history.record(observe("code", 10, 20));
    expect(history.findCorrection({ agentType: "code" })).toEqual({
      agentType: "code",
      timeFactor: expect.closeTo(1.3, 10),
      costFactor: expect.closeTo(1.3, 10),
      samples: 1,
    });
    history.record(observe("code", 10, 20));
    expect(history.findCorrection({ agentType: "code" })?.timeFactor).toBeCloseTo(1.51, 10);
    for (let step = 0; step < 40; step++) history.record(observe("code", 10, 20));
    expect(history.findCorrection({ agentType: "code" })?.timeFactor).toBeCloseTo(2, 5);
  });

  test("knows nothing of other types and capabilities", () => {
    const history = createEstimateHistory();
    history.record(observe("code", 10, 20, "implement"));
    expect(history.findCorrection({ agentType: "code" })).toBeUndefined();
    expect(history.findCorrection({ agentType: "test", capability: "implement" })).toBeUndefined();
    expect(history.findCorrection({ agentType: "code", capability: "implement" })?.samples).toBe(1);
  });

  test("finds by capability alone the entry with the most samples", () => {
    const history = createEstimateHistory();
    history.record(observe("code", 10, 20, "review"));
    history.record(observe("review", 10, 30, "review"));
    history.record(observe("review", 10, 30, "review"));
    expect(history.findCorrection({ capability: "review" })?.agentType).toBe("review");
    expect(history.findCorrection({ capability: "paint" })).toBeUndefined();
    expect(history.findCorrection({})).toBeUndefined();
  });

  test("averages the figures themselves where nothing was expected", () => {
    const history = createEstimateHistory();
    history.record(observe("planner", 0, 4));
    history.record(observe("planner", 0, 4));
    const found = history.findCorrection({ agentType: "planner" });
    expect(found).toMatchObject({ timeFactor: 1, samples: 2 });
    expect(found?.seconds).toBeCloseTo(2.04, 10);
    expect(found?.costUsd).toBeCloseTo(0.0204, 10);
  });

  test("learns the time alone where nobody said what a step cost", () => {
    const history = createEstimateHistory();
    history.record({ ...observe("code", 10, 20), actual: { seconds: 20 } });
    expect(history.findCorrection({ agentType: "code" })).toMatchObject({
      timeFactor: expect.closeTo(1.3, 10),
      costFactor: 1,
    });
  });

  test("holds every factor between 1/1000 and 1000", () => {
    const history = createEstimateHistory(undefined, { weight: 1 });
    history.record(observe("slow", 1e-9, 1e9));
    history.record(observe("fast", 1e9, 0));
    expect(history.findCorrection({ agentType: "slow" })?.timeFactor).toBe(1000);
    expect(history.findCorrection({ agentType: "fast" })?.timeFactor).toBe(0.001);
  });

  test.each([
    ["expected.seconds", observe("code", Number.NaN, 1)],
    ["actual.seconds", observe("code", 1, Infinity)],
    ["actual.seconds", observe("code", 1, -1)],
    ["agentType", observe("", 1, 1)],
    ["capability", observe("code", 1, 1, "")],
  ])("refuses an observation with a bad %s", (name, observation) => {
    const history = createEstimateHistory();
    expect(() => history.record(observation)).toThrow(
      expect.objectContaining({ code: "invalid_argument", message: expect.stringContaining(name) }),
    );
    expect(history.toJSON()).toEqual({ version: 1, entries: [] });
  });

  test("forgets what was used longest ago once it is full", () => {
    const history = createEstimateHistory(undefined, { maxEntries: 2 });
    history.record(observe("first", 1, 2, "act"));
    history.record(observe("second", 1, 2));
    history.findCorrection({ agentType: "first", capability: "act" });
    history.record(observe("third", 1, 2));
    expect(history.findCorrection({ agentType: "second" })).toBeUndefined();
    expect(history.findCorrection({ agentType: "first", capability: "act" })).toBeDefined();
    history.record(observe("fourth", 1, 2));
    history.record(observe("fifth", 1, 2));
    expect(history.findCorrection({ capability: "act" })).toBeUndefined();
  });

  test("is restored from what it has written, whatever the names, and goes on alike", () => {
    const name = fc.oneof(fc.constantFrom("__proto__", "constructor", "code"), fc.string({ minLength: 1 }));
    const figure = fc.double({ min: 0, max: 1e6, noNaN: true });
    const observation = fc.record({
      agentType: name,
      capability: fc.option(name, { nil: undefined }),
      expected: fc.record({ seconds: figure, costUsd: figure }),
      actual: fc.record({ seconds: figure, costUsd: fc.option(figure, { nil: undefined }) }),
    });
    fc.assert(
      fc.property(fc.array(observation, { maxLength: 20 }), observation, (observations, next) => {
        const history = createEstimateHistory();
        for (const one of observations) history.record(one);
        const restored = createEstimateHistory(JSON.parse(JSON.stringify(history)));
        expect(restored.toJSON()).toEqual(history.toJSON());
        for (const one of [history, restored]) one.record(next);
        expect(restored.toJSON()).toEqual(history.toJSON());
      }),
    );
  });

  test.each([
    null,
    "text",
    { version: 2, entries: [] },
    { version: 1 },
    { version: 1, entries: [{ agentType: "code", timeFactor: 0, costFactor: 1, samples: 1 }] },
    { version: 1, entries: [{ agentType: "code", timeFactor: 1, costFactor: 1, samples: 1, more: 1 }] },
    {
      version: 1,
      entries: [1, 2].map(() => ({ agentType: "code", timeFactor: 1, costFactor: 1, samples: 1 })),
    },
  ])("refuses data that it did not write: %j", (data) => {
    expect(() => createEstimateHistory(data)).toThrow(
      expect.objectContaining({ code: "invalid_argument", message: expect.stringContaining("toJSON()") }),
    );
  });

  const throwing = {
    get entries(): unknown {
      throw new Error("no");
    },
  };
  const { proxy: revoked, revoke } = Proxy.revocable({}, {});
  revoke();

  test.each([
    () => throwing,
    () => revoked,
    () => ({ version: 1, entries: [throwing, revoked] }),
    () => ({ version: 1, entries: new Array(1e7) }),
  ])("refuses data that cannot be read (%#)", (give) => {
    const data = give();
    expect(() => createEstimateHistory(data)).toThrow(expect.objectContaining({ code: "invalid_argument" }));
  });

  test.each([
    [undefined],
    [null],
    [5],
    [{ ...observe("code", 1, 2), capability: 5 }],
    [{ ...observe("code", 1, 2), agentType: {} }],
    [{ ...observe("code", 1, 2), expected: undefined }],
    [{ ...observe("code", 1, 2), actual: 5 }],
    [{ ...observe("code", 1, 2), actual: { seconds: "1" } }],
    [() => throwing],
    [() => revoked],
  ])("refuses the observation %#, and has learnt nothing from it", (given) => {
    const observation = typeof given === "function" ? given() : given;
    const history = createEstimateHistory();
    expect(() => history.record(observation as never)).toThrow(
      expect.objectContaining({ code: "invalid_argument" }),
    );
    expect(history.toJSON()).toEqual({ version: 1, entries: [] });
  });

  test("keeps averages of absurd measurements finite", () => {
    const history = createEstimateHistory(undefined, { weight: 0.7 });
    for (let count = 0; count < 3; count += 1) history.record(observe("code", 0, Number.MAX_VALUE));
    const { seconds = 0 } = history.findCorrection({ agentType: "code" }) ?? {};
    expect(seconds).toBeLessThanOrEqual(1e12);
  });

  test.each([
    { weight: 0 },
    { weight: 1.1 },
    { weight: 5 },
    { weight: "0.5" },
    { weight: Number.NaN },
    { maxEntries: 0 },
    { maxEntries: "3" },
    { wieght: 0.3 },
    null,
    5,
  ])("refuses the options %j", (options) => {
    expect(() => createEstimateHistory(undefined, options as never)).toThrow(
      expect.objectContaining({ code: "invalid_argument" }),
    );
  });
});
