import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { collectReferences, fromTask, literal, resolveReferences } from "./references.ts";
import type { TaskStatus } from "./task-status.ts";
import type { Task } from "./task.ts";

function createTask(id: string, status: TaskStatus, others: Partial<Task> = {}): Task {
  return {
    taskId: `run/${id}`,
    runId: "run",
    agentType: "any",
    description: id,
    input: undefined,
    status,
    attempts: 1,
    createdAt: 0,
    ...others,
  };
}

const tasks = new Map<string, Task>([
  [
    "research",
    createTask("research", "completed", { result: { answer: { summary: "short" }, list: [1, 2], "a.b": 3 } }),
  ],
  ["broken", createTask("broken", "failed", { error: "boom" })],
  ["stopped", createTask("stopped", "cancelled", { error: "the run was cancelled" })],
  ["waiting", createTask("waiting", "pending")],
  ["empty", createTask("empty", "completed")],
  ["text", createTask("text", "completed", { result: "plain" })],
]);
const lookup = (id: string): Task | undefined => tasks.get(id);
const resolve = (input: unknown): unknown => resolveReferences(input, lookup);

describe("fromTask", () => {
  test("is plain JSON", () => {
    expect(JSON.parse(JSON.stringify(fromTask("research", "answer.summary")))).toEqual({
      $fromTask: { id: "research", path: "answer.summary" },
    });
    expect(fromTask("research")).toEqual({ $fromTask: { id: "research" } });
  });

  test.each([
    ["", undefined],
    ["a/b", undefined],
    ["a", "x..y"],
    ["a", "x["],
    ["a", "x."],
  ])("refuses %j, %j", (id, path) => {
    expect(() => fromTask(id, path)).toThrow(expect.objectContaining({ code: "invalid_argument" }) as Error);
  });
});

describe("resolveReferences", () => {
  test("answers with the input itself when there is nothing to replace", () => {
    const inputs = [
      "text",
      1,
      null,
      undefined,
      {},
      [],
      { a: [{ b: 1 }] },
      new Map(),
      () => 1,
      { $fromTask: 1, other: 2 },
    ];
    for (const input of inputs) expect(resolve(input)).toBe(input);
  });

  test("replaces references at the top, in objects and in lists", () => {
    expect(resolve(fromTask("research", "list"))).toEqual([1, 2]);
    expect(
      resolve({ a: [fromTask("research", "list[1]"), "x"], b: { c: fromTask("research", "a\\.b") } }),
    ).toEqual({
      a: [2, "x"],
      b: { c: 3 },
    });
    expect(resolve([fromTask("empty")])).toEqual([undefined]);
  });

  test("copies only what leads to a reference, and never changes the input", () => {
    const untouched = { deep: [1] };
    const input = Object.freeze({ untouched, list: Object.freeze([fromTask("text"), untouched]) });
    const resolved = resolve(input) as typeof input;
    expect(resolved).toEqual({ untouched, list: ["plain", untouched] });
    expect(resolved.untouched).toBe(untouched);
    expect(resolved.list[1]).toBe(untouched);
  });

  test("puts results in as they are and does not search them", () => {
    const result = { nested: fromTask("broken") };
    const resolved = resolveReferences({ a: fromTask("x") }, () => createTask("x", "completed", { result }));
    expect((resolved as { a: unknown }).a).toBe(result);
  });

  test("literal protects data that looks like a reference, once", () => {
    const data = { deep: [fromTask("broken")], $literal: 1 };
    expect(resolve({ a: literal(data) })).toEqual({ a: data });
    expect(resolve(literal(literal(fromTask("research"))))).toEqual(literal(fromTask("research")));
    expect(collectReferences(literal(fromTask("research")))).toEqual([]);
  });

  test("passes class instances, maps and buffers through", () => {
    class Holder {
      reference = fromTask("broken");
    }
    const input = {
      holder: new Holder(),
      map: new Map([["a", fromTask("broken")]]),
      bytes: Buffer.from("x"),
    };
    expect(resolve(input)).toBe(input);
    expect(resolve({ ...input, text: fromTask("text") })).toEqual({ ...input, text: "plain" });
  });

  test("keeps cycles and shared parts as they were", () => {
    const shared = { text: fromTask("text") };
    const input: Record<string, unknown> = { one: shared, two: shared };
    input["self"] = input;
    const resolved = resolve(input) as Record<string, unknown>;
    expect(resolved["one"]).toEqual({ text: "plain" });
    expect(resolved["two"]).toBe(resolved["one"]);
    expect(resolved["self"]).toBe(resolved);
    const loop: unknown[] = [];
    loop.push(loop, loop);
    expect(resolve(loop)).toBe(loop);
  });

  test("reaches through 100,000 levels", () => {
    let input: unknown = fromTask("text");
    for (let level = 0; level < 100_000; level += 1) input = [input];
    let resolved = resolve(input);
    while (Array.isArray(resolved)) resolved = resolved[0];
    expect(resolved).toBe("plain");
  });

  test("keeps keys such as __proto__ as data", () => {
    const input: unknown = JSON.parse('{"__proto__":{"a":{"$fromTask":{"id":"text"}}}}');
    const resolved = resolve(input) as Record<string, unknown>;
    expect(JSON.stringify(resolved)).toBe('{"__proto__":{"a":"plain"}}');
    expect(resolved["a"]).toBeUndefined();
  });

  test.each([
    [fromTask("broken"), 'Reference to task "broken" cannot be resolved: it failed with "boom"'],
    [
      { topic: [fromTask("broken", "a.b")] },
      'Reference to task "broken" (path "a.b", at "topic[0]" of the input) cannot be resolved: it failed with "boom"',
    ],
    [
      fromTask("stopped"),
      'Reference to task "stopped" cannot be resolved: it was cancelled with "the run was cancelled"',
    ],
    [fromTask("waiting"), 'Reference to task "waiting" cannot be resolved: it has not settled yet'],
    [
      fromTask("missing"),
      'Reference to task "missing" cannot be resolved: no task of that id comes before this one',
    ],
    [
      fromTask("research", "answer.text"),
      'Reference to task "research" (path "answer.text") cannot be resolved: its result has no such part, only answer, list, a.b',
    ],
    [
      fromTask("text", "length"),
      'Reference to task "text" (path "length") cannot be resolved: its result is a string and has no such part',
    ],
    [
      fromTask("empty", "a"),
      'Reference to task "empty" (path "a") cannot be resolved: its result is undefined and has no such part',
    ],
  ])("says what cannot be resolved: %j", (input, message) => {
    expect(() => resolve(input)).toThrow(
      expect.objectContaining({ code: "unresolved_reference", message }) as Error,
    );
  });

  test.each([
    [{ $fromTask: "research" }],
    [{ $fromTask: { id: 1 } }],
    [{ $fromTask: { id: "a", path: "x." } }],
    [{ $fromTask: { id: "a", part: "x" } }],
  ])("refuses the malformed reference %j and says where it stands", (reference) => {
    for (const act of [resolve, collectReferences]) {
      expect(() => act({ list: [reference] })).toThrow(
        expect.objectContaining({
          code: "invalid_argument",
          message: expect.stringContaining('at "list[0]"') as string,
        }) as Error,
      );
    }
  });

  test("leaves any JSON without markers alone", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (input) => {
        expect(resolve(input)).toBe(input);
      }),
    );
  });

  test("fills a reference in wherever it stands", () => {
    const place = fc.array(
      fc.oneof(
        fc.string().filter((key) => !key.startsWith("$")),
        fc.nat(3),
      ),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(place, (keys) => {
        const build = (leaf: unknown): unknown =>
          keys.reduceRight<unknown>(
            (inner, key) =>
              typeof key === "number"
                ? [...Array<number>(key).fill(0), inner]
                : Object.fromEntries([
                    ["x", 1],
                    [key, inner],
                  ]),
            leaf,
          );
        expect(resolve(build(fromTask("text")))).toEqual(build("plain"));
      }),
    );
  });
});

describe("collectReferences", () => {
  test("lists references in the order in which they stand", () => {
    expect(collectReferences({ a: fromTask("one"), b: [fromTask("two", "x"), fromTask("one")] })).toEqual([
      { id: "one" },
      { id: "two", path: "x" },
      { id: "one" },
    ]);
    expect(collectReferences("text")).toEqual([]);
  });
});
