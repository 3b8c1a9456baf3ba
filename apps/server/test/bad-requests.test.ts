import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { problemCodes, problemSchema } from "../src/api/problem.ts";
import { statusOf } from "../src/http/problem.ts";
import { type Caller, createCaller, pathsOf } from "./create-caller.ts";
import { createTestServices, type TestServices } from "./create-test-services.ts";

let server: TestServices;
let call: Caller;
beforeAll(async () => {
  server = await createTestServices({ configuration: { rateLimit: 0, maxRuns: 100_000 } });
  call = createCaller(server);
});
afterAll(() => server.close());

const description = "Do it";

describe("A request that is wrong", () => {
  test("is told everything at once, with paths: headers and body", async () => {
    const answer = await call(
      "POST",
      "/api/tasks",
      { agentType: 5, timeoutMs: -1, retry: { attempts: 0, backof: {} }, dependsOn: ["a/b"], __proto: 1 },
      { "idempotency-key": "" },
    );
    expect([answer.status, answer.body.code]).toEqual([400, "malformed_request"]);
    expect(pathsOf(answer)).toEqual([
      "body.__proto",
      "body.agentType",
      "body.dependsOn.0",
      "body.description",
      "body.retry.attempts",
      "body.retry.backof",
      "body.timeoutMs",
      "header.idempotency-key",
    ]);
  });

  test("is told what a union would take", async () => {
    const messageOf = async (body: unknown, path = "/api/runs") => {
      const { problems } = (await call("POST", path, body)).body;
      return problems?.map((problem) => `${problem.path}: ${problem.message}`).join("\n");
    };
    expect(await messageOf({ plan: { strategy: "paralel" } })).toBe(
      'body.plan.strategy: must be one of "task", "sequential", "parallel", "graph", "hierarchical", "consensus". Did you mean "parallel"?',
    );
    const neither = 'body: must have either a "plan" (of any strategy) or a "prompt" (for the main agent)';
    for (const body of [
      {},
      { prompt: "a", plan: { strategy: "sequential", tasks: [] } },
      { budget: {} },
      [],
      null,
    ])
      expect([body, await messageOf(body)]).toEqual([body, neither]);
    expect(await messageOf({ prompt: "" })).toMatch(/^body\.prompt: /);
    expect(await messageOf({ prompt: "a", promt: 1 })).toMatch(/^body\.promt: is not known/);
    expect(await messageOf({}, "/api/estimate")).toMatch(/^body: must be a plan .* or have a "prompt"/);
    expect(await messageOf({ agentType: "echo" }, "/api/tasks")).toBe("body.description: is missing");
    expect(await messageOf({ description }, "/api/tasks")).toMatch(
      /^body\.agentType: is missing: say by agentType or/,
    );
    const vote = { strategy: "consensus", task: "?", agents: ["echo"], minAgreement: 1 };
    const wrong = { equivalence: "nearly", onVoterFailure: "ignore", earlyStop: { confidence: 0.5 } };
    expect(
      (await messageOf({ plan: { ...vote, ...wrong } }))?.split("\n").map((line) => line.split(":")[0]),
    ).toEqual(["body.plan.equivalence", "body.plan.onVoterFailure", "body.plan.earlyStop.confidence"]);
  });

  test("is refused when it is no JSON, or not declared as such", async () => {
    for (const body of ["{bad", "", "[1,", "nul", '{"a":1}}', "\u0000"]) {
      const answer = await call("POST", "/api/tasks", body);
      expect([body, answer.status, pathsOf(answer)]).toEqual([body, 400, ["body"]]);
    }
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/jsonp"]) {
      const answer = await call("POST", "/api/tasks", "{}", { "content-type": type });
      expect([type, answer.status, answer.body.code]).toEqual([type, 415, "unsupported_media_type"]);
    }
  });

  test("is refused when its bytes are no UTF-8, and may begin with a byte order mark", async () => {
    const send = async (body: Uint8Array<ArrayBuffer>) =>
      (
        await server.app.request("/api/tasks", {
          method: "POST",
          headers: { "content-type": "application/json" },
          body,
        })
      ).status;
    const text = `{"agentType":"echo","description":"caf\u00e9"}`;
    expect(await send(Buffer.from(text, "latin1"))).toBe(400);
    expect(await send(Buffer.from(`\ufeff${text}`))).toBe(202);
  });

  test("is bounded in depth, in size and in the number of problems that are told", async () => {
    const nested = (depth: number) => `${'{"a":['.repeat(depth / 2)}${"]}".repeat(depth / 2)}`;
    const task = (input: string) => `{"agentType":"echo","description":"d","input":${input}}`;
    expect((await call("POST", "/api/tasks", task(nested(198)))).status).toBe(202);
    for (const depth of [200, 100_000]) {
      const { status, body } = await call("POST", "/api/tasks", task(nested(depth)));
      expect([depth, status, body.problems]).toEqual([
        depth,
        400,
        [{ path: "body", message: "nests deeper than 200 levels" }],
      ]);
    }
    expect((await call("POST", "/api/tasks", task(JSON.stringify("[".repeat(1_000))))).status).toBe(202);
    const many = await call("POST", "/api/runs", {
      plan: { strategy: "parallel", tasks: Array.from({ length: 10_000 }, () => ({})) },
    });
    expect([many.status, many.body.problems?.length]).toEqual([400, 51]);
    const tooMany = await call("POST", "/api/runs", {
      plan: {
        strategy: "parallel",
        tasks: Array.from({ length: 10_001 }, () => ({ agentType: "e", description })),
      },
    });
    expect(pathsOf(tooMany)).toEqual(["body.plan.tasks"]);
    const longKey = await call("POST", "/api/tasks", {
      agentType: "echo",
      description,
      ["k".repeat(100_000)]: 1,
    });
    expect(JSON.stringify(longKey.body).length).toBeLessThan(1_000);
  });

  test("cannot reach prototypes", async () => {
    const answer = await call(
      "POST",
      "/api/tasks",
      '{"agentType":"echo","description":"d","__proto__":{"x":1}}',
    );
    expect(pathsOf(answer)).toEqual(["body.__proto__"]);
    const input = '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}';
    const { status, body } = await call<{ result: object }>(
      "POST",
      "/api/tasks",
      `{"agentType":"echo","description":"d","input":${input}}`,
      { prefer: "wait=5" },
    );
    expect([status, JSON.stringify(body.result)]).toEqual([200, input]);
    expect(({} as { polluted?: true }).polluted).toBeUndefined();
    expect((await call("GET", "/api/runs?__proto__=1")).status).toBe(400);
  });

  test("cannot name ids that no address could reach", async () => {
    for (const id of ["a/b", ".", "..", "", "\ud800", "a\u0000", "a\u200bb", "x".repeat(201)]) {
      const answer = await call("POST", "/api/tasks", { agentType: "echo", description, id });
      expect([id, answer.status, [...new Set(pathsOf(answer))]]).toEqual([id, 400, ["body.id"]]);
    }
  });

  test("to a path or with a method that there is not is a problem, too", async () => {
    expect(await call("GET", "/api/nothing")).toMatchObject({ status: 404, body: { code: "not_found" } });
    const { status, headers, body } = await call("PUT", "/api/runs");
    expect([status, body.code]).toEqual([405, "method_not_allowed"]);
    expect(headers.get("allow")).toBe("GET, HEAD, POST");
  });
});

describe("Problems", () => {
  test("have codes of a closed list, each with a status of its own kind", () => {
    expect(new Set(problemCodes).size).toBe(problemCodes.length);
    for (const code of problemCodes) {
      expect(code).toMatch(/^[a-z_]+$/);
      expect([code, statusOf(code) >= 400 && statusOf(code) < 600]).toEqual([code, true]);
    }
  });
});

describe("Random JSON", () => {
  const word = fc.constantFrom(
    "echo",
    "broken",
    "nobody",
    "a",
    "",
    "$fromTask",
    "task",
    "parallel",
    "concat",
  );
  const value = fc.oneof({ depthSize: "small" }, word, fc.jsonValue({ maxDepth: 3 }), fc.double());
  const spec = fc.record(
    {
      agentType: word,
      capability: word,
      description: fc.oneof(word, value),
      input: fc.oneof(value, fc.record({ $fromTask: fc.record({ id: word, path: word }) })),
      id: word,
      dependsOn: fc.array(word, { maxLength: 3 }),
      timeoutMs: fc.oneof(fc.double(), value),
      retry: value,
      fallback: fc.array(word, { maxLength: 3 }),
      budget: fc.record(
        { maxCostUsd: fc.double(), maxTasks: fc.integer(), maxDepth: value },
        { requiredKeys: [] },
      ),
      priority: fc.double(),
      strict: fc.boolean(),
    },
    { requiredKeys: [] },
  );
  const name = fc.constantFrom("a", "b", "c");
  const usable = fc.record(
    {
      agentType: fc.constantFrom("echo", "broken", "nobody"),
      description: fc.constant(description),
      input: fc.oneof(value, fc.record({ $fromTask: fc.record({ id: name, path: word }) })),
      id: name,
      dependsOn: fc.array(name, { maxLength: 1 }),
      priority: fc.integer(),
    },
    { requiredKeys: ["agentType", "description"] },
  );
  // Ids are few, so that they meet: most tasks with one are refused.
  const leaveOutId = ({ id: _, ...rest }: { readonly id?: string }): object => rest;
  const specs = fc.oneof(fc.array(spec, { maxLength: 4 }), fc.array(usable, { minLength: 1, maxLength: 3 }));
  const plan = fc.record(
    {
      strategy: fc.constantFrom(
        "task",
        "sequential",
        "parallel",
        "graph",
        "hierarchical",
        "consensus",
        "other",
      ),
      task: fc.oneof(spec, usable, word),
      tasks: specs,
      subtasks: specs,
      mainTask: word,
      agents: fc.array(word, { maxLength: 4 }),
      minAgreement: fc.double({ min: -1, max: 2 }),
      weights: fc.array(fc.double(), { maxLength: 4 }),
      equivalence: fc.oneof(
        fc.constantFrom("exact", "numeric", { type: "numeric", tolerance: 1e308 }),
        value,
      ),
      earlyStop: value,
      onFailure: fc.oneof(fc.constantFrom("stop", { quorum: 2 }), value),
      aggregationStrategy: word,
      concurrency: fc.integer(),
    },
    { requiredKeys: ["strategy"] },
  );
  // Narrowed to what its strategy takes, so that many are accepted.
  const fields: Readonly<Record<string, readonly string[]>> = {
    task: ["task"],
    sequential: ["tasks"],
    parallel: ["tasks", "concurrency"],
    graph: ["tasks"],
    hierarchical: ["mainTask", "subtasks", "onFailure", "aggregationStrategy"],
    consensus: ["task", "agents", "minAgreement", "equivalence"],
  };
  const fitting = plan.map((given) =>
    Object.fromEntries(
      Object.entries(given).filter(([name]) => name === "strategy" || fields[given.strategy]?.includes(name)),
    ),
  );
  const request = fc.oneof(
    fc.tuple(
      fc.constant("/api/tasks"),
      fc.oneof(spec, usable, { arbitrary: usable.map(leaveOutId), weight: 3 }, value),
    ),
    fc.tuple(fc.constant("/api/runs"), fc.oneof(fc.record({ plan: fc.oneof(plan, fitting) }), value)),
    fc.tuple(fc.constant("/api/estimate"), fc.oneof(plan, fitting, value)),
    fc.tuple(fc.constant("/api/approvals"), fc.oneof(fc.record({ taskId: word, key: word, value }), value)),
  );

  test("never gets another answer than success or a problem of the caller's", async () => {
    const counts = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(request, async ([path, sent]) => {
        const { status, body } = await call("POST", path, sent);
        counts.set(status, (counts.get(status) ?? 0) + 1);
        if (status >= 400) {
          expect(problemSchema.safeParse(body).success).toBe(true);
          expect([body.code, status]).toEqual([body.code, statusOf(body.code)]);
        }
        expect(status).toBeLessThan(500);
      }),
      { numRuns: 400 },
    );
    // The generators reach both sides.
    expect((counts.get(202) ?? 0) + (counts.get(200) ?? 0)).toBeGreaterThan(10);
    expect(counts.get(400) ?? 0).toBeGreaterThan(10);
  });
});
