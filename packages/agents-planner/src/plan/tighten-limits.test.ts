import { expect, test } from "vitest";
import { tightenLimits } from "./tighten-limits.ts";

test.each([
  [{}, {}, {}],
  [{ maxCostUsd: 5 }, { maxCostUsd: 3, maxDurationMs: 10 }, { maxCostUsd: 3, maxDurationMs: 10 }],
  [{ maxDurationMs: 0 }, { maxDurationMs: 10 }, { maxDurationMs: 0 }],
  [
    { deadline: "Friday", deadlineAt: 500 },
    { deadline: "Monday", deadlineAt: 900 },
    { deadline: "Friday", deadlineAt: 500 },
  ],
  [{ deadlineAt: 900 }, { deadline: "Friday", deadlineAt: 500 }, { deadline: "Friday", deadlineAt: 500 }],
  [{ deadline: "Easter" }, { maxCostUsd: 1 }, { deadline: "Easter", maxCostUsd: 1 }],
])("`tightenLimits` takes of %j and %j the tighter ones", (one, other, expected) => {
  expect(tightenLimits(one, other)).toEqual(expected);
});
