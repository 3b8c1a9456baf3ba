import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromTask, literal } from "../tasks/references.ts";
import type { TaskSpec } from "../tasks/task-spec.ts";
import { validateGraph } from "./validate-graph.ts";

function spec(id: string | undefined, dependsOn?: readonly string[], input?: unknown): TaskSpec {
  return {
    agentType: "any",
    description: "d",
    ...(id !== undefined && { id }),
    ...(dependsOn && { dependsOn }),
    input,
  };
}

function refusal(code: string, message: string | RegExp): Error {
  const pattern = typeof message === "string" ? new RegExp(`^${message.replace(/[?.]/g, "\\$&")}$`) : message;
  return expect.objectContaining({ code, message: expect.stringMatching(pattern) as string }) as Error;
}

describe("validateGraph", () => {
  test("a task waits for dependsOn and for what its input refers to, each once", () => {
    const tasks = [
      spec("write", ["review", "research"], { facts: [fromTask("research", "a"), fromTask("plan")] }),
      spec("research"),
      spec("plan", undefined, literal(fromTask("write"))),
      spec("review", [], fromTask("plan")),
    ];
    expect(validateGraph(tasks).dependencies).toEqual([[1, 2, 3], [], [], [2]]);
  });

  test("a task without an id is known by its position", () => {
    expect(validateGraph([spec(undefined), spec(undefined, ["0"]), spec("end", ["1"])]).dependencies).toEqual(
      [[], [0], [1]],
    );
    expect(() => validateGraph([spec("1"), spec(undefined)])).toThrow(
      refusal("duplicate_task", /Tasks 0 and 1 .*"1"/),
    );
  });

  test("an input function refers to nothing", () => {
    expect(validateGraph([spec("a", [], () => fromTask("b"))]).dependencies).toEqual([[]]);
    expect(validateGraph([])).toEqual({ dependencies: [] });
  });

  test("refuses duplicates", () => {
    expect(() => validateGraph([spec("a"), spec("b"), spec("a")])).toThrow(
      refusal("duplicate_task", /Tasks 0 and 2 .*"a"/),
    );
  });

  test("refuses unknown ids and suggests the nearest", () => {
    expect(() => validateGraph([spec("research"), spec("plan", ["reserch"])])).toThrow(
      refusal(
        "unknown_dependency",
        'Task "plan" depends on "reserch", which the graph does not hold; did you mean "research"?',
      ),
    );
    expect(() => validateGraph([spec("plan", [], [fromTask("elsewhere")])])).toThrow(
      refusal("unknown_dependency", 'Task "plan" refers to "elsewhere", which the graph does not hold'),
    );
  });

  test("refuses cycles and shows them", () => {
    expect(() => validateGraph([spec("a", ["b"]), spec("b", [], fromTask("a")), spec("c", ["a"])])).toThrow(
      refusal("cycle", /: a → b → a \(/),
    );
    expect(() => validateGraph([spec("a", ["a"])])).toThrow(refusal("cycle", /: a → a \(/));
    expect(() =>
      validateGraph([spec("x", ["a"]), spec("a", ["b"]), spec("b", ["c"]), spec("c", ["a"])]),
    ).toThrow(refusal("cycle", /: a → b → c → a \(/));
  });

  test("shortens a long cycle", () => {
    const tasks = Array.from({ length: 1_000 }, (_, index) => spec(`t${index}`, [`t${(index + 1) % 1_000}`]));
    expect(() => validateGraph(tasks)).toThrow(refusal("cycle", /t0 → t1 → .* → … 989 more → t999 → t0 \(/));
  });

  test.each(["", "a/b", 5 as unknown as string, null as unknown as string])("refuses the id %j", (id) => {
    expect(() => validateGraph([{ ...spec("x"), id }])).toThrow(refusal("invalid_argument", /id of task 0/));
  });

  test("refuses a malformed reference and dependsOn that is no list, and names the task", () => {
    expect(() => validateGraph([spec("a", [], { $fromTask: "b" })])).toThrow(
      refusal("invalid_argument", /Task "a": .*reference/),
    );
    expect(() => validateGraph([spec("a", "b" as unknown as string[])])).toThrow(
      refusal("invalid_argument", /dependsOn of task "a"/),
    );
  });

  test("takes a chain of 10,000 in either direction, quickly", () => {
    const forward = Array.from({ length: 10_000 }, (_, index) =>
      spec(`t${index}`, index === 0 ? [] : [`t${index - 1}`]),
    );
    expect(validateGraph(forward).dependencies.at(-1)).toEqual([9_998]);
    expect(validateGraph(forward.toReversed()).dependencies[0]).toEqual([1]);
  }, 1_000);

  test("accepts every graph whose tasks wait for earlier ones only, in any order", () => {
    const edges = fc.array(fc.array(fc.nat(), { maxLength: 3 }), { maxLength: 12 });
    fc.assert(
      fc.property(edges, fc.infiniteStream(fc.nat()), (raw, ranks) => {
        const tasks = raw.map((waitsFor, index) =>
          spec(`t${index}`, index === 0 ? [] : waitsFor.map((other) => `t${other % index}`)),
        );
        const shuffled = tasks
          .map((task) => ({ task, rank: ranks.next().value as number }))
          .sort((left, right) => left.rank - right.rank)
          .map(({ task }) => task);
        const { dependencies } = validateGraph(shuffled);
        for (const [index, waitsFor] of dependencies.entries()) {
          expect(new Set(waitsFor.map((other) => shuffled[other]!.id))).toEqual(
            new Set(shuffled[index]!.dependsOn),
          );
        }
      }),
    );
  });

  test("refuses exactly the graphs in which somebody waits for himself, and reports a true cycle", () => {
    const edges = fc.array(fc.array(fc.nat(7), { maxLength: 2 }), { minLength: 8, maxLength: 8 });
    const reaches = (waitsFor: readonly (readonly number[])[], from: number, to: number): boolean => {
      const met = new Set<number>();
      const pending = [...waitsFor[from]!];
      for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
        if (met.has(next)) continue;
        met.add(next);
        pending.push(...waitsFor[next]!);
      }
      return met.has(to);
    };
    fc.assert(
      fc.property(edges, (raw) => {
        const tasks = raw.map((waitsFor, index) => spec(`${index}`, waitsFor.map(String)));
        const cycle = readCycle(tasks);
        expect(cycle.length > 0).toBe(raw.some((_, index) => reaches(raw, index, index)));
        expect(cycle[0]).toBe(cycle.at(-1));
        const isEdge = cycle.slice(1).map((id, index) => raw[Number(cycle[index])]!.includes(Number(id)));
        expect(isEdge).not.toContain(false);
      }),
      { numRuns: 500 },
    );
  });
});

/** The ids of the cycle for which the tasks are refused; none when they are accepted. */
function readCycle(tasks: readonly TaskSpec[]): readonly string[] {
  try {
    validateGraph(tasks);
    return [];
  } catch (error) {
    return (error as { details: { cycle: readonly string[] } }).details.cycle;
  }
}
