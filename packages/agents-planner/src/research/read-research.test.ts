import { describe, expect, test } from "vitest";
import { readResearch } from "./read-research.ts";

const result = {
  answer:
    "FastAPI with Pydantic suits small APIs. Avoid `Flask-RESTful`, it is unmaintained. SQLAlchemy stores the data.",
  findings: [{ text: "FastAPI validates by Pydantic.", score: 3.2 }],
  citations: [{ file: "docs/fastapi.md", line: 12, quote: "FastAPI is a modern web framework" }],
  sources: ["docs/fastapi.md"],
};

describe("readResearch", () => {
  test("finds technologies by weight, warnings apart, and citations with place and quote", () => {
    const digest = readResearch(result);
    expect(digest?.technologies).toEqual(["FastAPI", "Pydantic", "SQLAlchemy"]);
    expect(digest?.warnings).toEqual(["Flask-RESTful"]);
    expect(digest?.citations).toEqual(["docs/fastapi.md:12 “FastAPI is a modern web framework”"]);
  });

  test("reads several results and task records", () => {
    const task = {
      taskId: "t",
      agentType: "knowledge",
      status: "completed",
      description: "Research Kafka",
      result: { answer: "NATS is small." },
    };
    expect(readResearch([task, result])?.summary).toContain("NATS is small.");
    expect(readResearch([task, result])?.technologies).toContain("NATS");
  });

  test("reads text", () => {
    expect(readResearch("Use Next.js, not `left-pad`.")?.technologies).toEqual(["Next.js"]);
  });

  test("finds package names in sources", () => {
    expect(readResearch({ sources: ["node_modules/@scope/parser-kit/README.md"] })?.technologies).toEqual([
      "@scope/parser-kit",
    ]);
  });

  test("takes what anybody writes as it is said, and reads what was left open", () => {
    const digest = readResearch({
      notes: { store: "We keep it in Redis." },
      openPoints: ["Who pays?", 7, ""],
    });
    expect(digest?.names).toMatchObject([{ name: "Redis", isSupported: true, kinds: ["database"] }]);
    expect(digest?.openPoints).toEqual(["Who pays?"]);
  });

  test("counts the question of a result without an answer as left open, beside others with one", () => {
    const unanswered = {
      question: "Who signs bills?",
      citations: [],
      findings: [],
      openPoints: ["Too far off."],
    };
    expect(readResearch([{ answer: "Redis caches." }, unanswered])?.openPoints).toEqual([
      "Nothing was found on “Who signs bills?”.",
    ]);
  });

  test("ends on task records that hold themselves", () => {
    const record: Record<string, unknown> = { taskId: "t", status: "completed" };
    record["result"] = record;
    expect(readResearch(record)).toBeUndefined();
  });

  test("takes nothing from a result that has no answer", () => {
    const unanswered = {
      type: "research",
      question: "Which queue suits invoices?",
      citations: [],
      findings: [{ file: "a.md", line: 1, quote: "esbuild is fast", statement: "esbuild is fast" }],
      openPoints: ["Nothing was found on invoices."],
    };
    expect(readResearch(unanswered)).toBeUndefined();
  });

  test.each([undefined, null, "", "  ", {}, [], 7, { a: [{}] }])("has nothing to say about %j", (value) => {
    expect(readResearch(value)).toBeUndefined();
  });

  test("survives cycles, depth and size", () => {
    const cyclic: Record<string, unknown> = { answer: "Redis caches." };
    cyclic["self"] = cyclic;
    expect(readResearch(cyclic)?.technologies).toEqual(["Redis"]);
    expect(
      readResearch(Array.from({ length: 50_000 }, () => "Kafka streams events. "))?.technologies,
    ).toEqual(["Kafka"]);
  });
});
