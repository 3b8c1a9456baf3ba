import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Budget } from "./budget.ts";
import { openEnvelope } from "./open-envelope.ts";

function open(maxCostUsd: number, costUsd: number) {
  const budget = new Budget({ maxCostUsd }, "b", 0, 0);
  return { budget, ...openEnvelope(budget, { costUsd, tokens: undefined }, "A") };
}

describe("Envelope", () => {
  test("draws from the estimate first and from the budget beyond it", () => {
    const { budget, envelope } = open(10, 4);
    expect(budget.reservedCostUsd).toBe(4);
    envelope.draw("1", { costUsd: 3 });
    expect([budget.reservedCostUsd, envelope.free.costUsd]).toEqual([4, 1]);
    envelope.draw("2", { costUsd: 5 });
    expect([budget.reservedCostUsd, envelope.free.costUsd]).toEqual([8, 0]);
    expect(() => envelope.draw("3", { costUsd: 3 })).toThrow("maxCostUsd 10, by 1");
    expect(budget.reservedCostUsd).toBe(8);
  });

  test("lets what a settlement left over be drawn again", () => {
    const { budget, envelope } = open(4, 4);
    envelope.draw("1", { costUsd: 4 });
    envelope.settle("1", { costUsd: 1 });
    expect([budget.spentCostUsd, budget.reservedCostUsd, envelope.free.costUsd]).toEqual([1, 3, 3]);
    envelope.draw("2", { costUsd: 3 });
    expect(envelope.close({ costUsd: 4 })).toMatchObject({ costUsd: 4 });
    expect([budget.spentCostUsd, budget.reservedCostUsd]).toEqual([4, 0]);
  });

  test("says what was overspent, and books it all the same", () => {
    const { budget, envelope } = open(4, 1);
    envelope.draw("1", { costUsd: 2 });
    expect(envelope.settle("1", { costUsd: 3 })).toEqual({ accepted: true });
    envelope.draw("2", { costUsd: 1 });
    expect(envelope.settle("2", { costUsd: 2.5 }).overspent?.message).toContain("maxCostUsd 4, by 1.5");
    expect(budget.spentCostUsd).toBe(5.5);
  });

  test("ignores tickets it does not know, and settlements after its end", () => {
    const { budget, envelope } = open(4, 1);
    envelope.draw("1", { costUsd: 1 });
    expect(envelope.settle("unknown", { costUsd: 1 })).toEqual({ accepted: false });
    envelope.close({ costUsd: 1 });
    envelope.settle("1", { costUsd: 0.5 });
    expect(budget.spentCostUsd).toBe(1);
    expect(envelope.close({ costUsd: 1 })).toMatchObject({ costUsd: 1 });
    expect(budget.spentCostUsd).toBe(1);
  });

  test.each([[{ costUsd: -1 }], [{ tokens: Number.NaN }], [{ costUsd: Infinity }]])(
    "refuses the amount %o",
    (amount) => {
      const { envelope } = open(4, 1);
      expect(() => envelope.draw("1", amount)).toThrow(expect.objectContaining({ code: "invalid_argument" }));
      envelope.draw("1", { costUsd: 1 });
      expect(() => envelope.settle("1", amount)).toThrow(
        expect.objectContaining({ code: "invalid_argument" }),
      );
    },
  );

  test("never lets spent and reserved money exceed the limit while nobody uses more than reserved, and ends with nothing reserved", () => {
    const operation = fc.record({
      cents: fc.nat(300),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      settles: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.nat(1_000),
        fc.nat(500),
        fc.array(operation, { maxLength: 20 }),
        (limit, estimate, operations) => {
          const budget = new Budget({ maxCostUsd: limit / 100 }, "b", 0, 0);
          if (estimate > limit) {
            expect(() => openEnvelope(budget, { costUsd: estimate / 100, tokens: undefined }, "A")).toThrow(
              "maxCostUsd",
            );
            expect(budget.reservedCostUsd).toBe(0);
            return;
          }
          const { envelope } = openEnvelope(budget, { costUsd: estimate / 100, tokens: undefined }, "A");
          let used = 0;
          let drawn = false;
          for (const [index, { cents, share, settles }] of operations.entries()) {
            const costUsd = cents / 100;
            try {
              envelope.draw(`${index}`, { costUsd });
            } catch {
              continue;
            }
            drawn = true;
            used += settles ? costUsd * share : costUsd;
            if (settles)
              expect(envelope.settle(`${index}`, { costUsd: costUsd * share })).toEqual({ accepted: true });
            expect(budget.spentCostUsd + budget.reservedCostUsd).toBeLessThanOrEqual(limit / 100 + 1e-6);
          }
          const { costUsd } = envelope.close({ costUsd: estimate / 100 });
          expect(costUsd).toBeCloseTo(drawn ? used : estimate / 100, 9);
          expect(budget.spentCostUsd).toBeCloseTo(costUsd, 9);
          expect(budget.reservedCostUsd).toBeCloseTo(0, 9);
        },
      ),
    );
  });
});
