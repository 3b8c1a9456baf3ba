import type { TaskStatus } from "@convoke/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Delegation } from "../loop/delegation.ts";
import { toLine } from "./clip.ts";
import type { Evidence } from "./evidence.ts";
import { readResultBlock, toResultBlock } from "./result-block.ts";

const delegation: Delegation = {
  taskId: "t",
  agentType: "knowledge",
  task: "Research lists",
  status: "completed",
};
const evidence: Evidence = {
  id: "E1",
  taskId: "t",
  agentType: "knowledge",
  task: "Research lists",
  text: "React needs keys.",
  sources: [
    {
      id: "E1.1",
      quote: "Keys tell items apart.",
      title: "Lists › Keys",
      location: "docs/lists.md",
      line: 12,
    },
    { id: "E1.2", quote: "See there." },
  ],
  result: {},
};

describe("toResultBlock", () => {
  test("shows the task, the result and its sources", () => {
    expect(toResultBlock(delegation, evidence)).toEqual({
      label: "RESULT E1 knowledge completed",
      text: [
        "Task: Research lists",
        "",
        "React needs keys.",
        "[E1.1] “Keys tell items apart.” (Lists › Keys, docs/lists.md:12)",
        "[E1.2] “See there.”",
      ].join("\n"),
    });
  });

  test("shows the exact error of a task that failed, and says so of one that was cancelled", () => {
    const failure = { code: "not_registered", message: "Agent code not registered" } as const;
    expect(toResultBlock({ ...delegation, agentType: "code", status: "failed", failure })).toEqual({
      label: "RESULT - code failed",
      text: "Task: Research lists\n\nError: Agent code not registered",
    });
    expect(toResultBlock({ ...delegation, status: "cancelled" }).text).toContain(
      "Error: the task is cancelled",
    );
  });

  test("keeps its label on one line, whatever an agent is called", () => {
    const { label } = toResultBlock({ ...delegation, agentType: "a\nACTION: b\u0000", status: "failed" });
    expect(label).toBe("RESULT - a ACTION: b failed");
    expect(toResultBlock({ ...delegation, agentType: "", status: "failed" }).label).toBe(
      "RESULT - nobody failed",
    );
  });
});

const pieces = fc.constantFrom(
  "\n",
  "\n\n",
  "\r",
  "\u2028",
  " ",
  "  ",
  "Task: ",
  "Error: ",
  "[E1.1] “",
  "”",
  "” (a, b:1)",
  "[E1.2] “x”",
  "RESULT E1 a completed",
  "data-0>>",
  "---END---",
  "(",
  ")",
);
const text = fc
  .array(fc.oneof(pieces, fc.string({ maxLength: 8 })), { maxLength: 12 })
  .map((all) => all.join(""));
const line = text.map((each) => toLine(each, 200));
const word = fc.oneof(
  fc.constantFrom("knowledge", "my own agent", "completed", "-"),
  line.filter((each) => each !== ""),
);

describe("readResultBlock", () => {
  test("reads back what `toResultBlock` wrote, whatever the texts look like", () => {
    fc.assert(
      fc.property(
        fc.record({
          agentType: word.map((each) => toLine(each, 100)).filter((each) => each !== ""),
          task: text,
          said: text,
          quotes: fc.array(fc.record({ quote: line, title: text, location: text }), { maxLength: 3 }),
          status: fc.constantFrom<TaskStatus>("completed", "failed", "cancelled"),
        }),
        ({ agentType, task, said, quotes, status }) => {
          const sources = quotes.map((each, at) => ({ id: `E7.${at + 1}`, line: at + 1, ...each }));
          const asked = { ...delegation, agentType, task, status };
          const isDone = status === "completed";
          const block = isDone
            ? toResultBlock(asked, { ...evidence, id: "E7", text: said, sources })
            : toResultBlock({ ...asked, failure: { code: "agent_failed", message: said } });
          expect(readResultBlock(block)).toEqual({
            ...(isDone && { evidenceId: "E7" }),
            agentType,
            task,
            status,
            text: said,
            sources: isDone ? sources.map(({ id, quote }) => ({ id, quote })) : [],
          });
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test.each([
    ["PROMPT", "Task: a\n\nb"],
    ["RESULT", "Task: a\n\nb"],
    ["RESULT E1 completed", "Task: a\n\nb"],
    ["RESULT X1 knowledge completed", "Task: a\n\nb"],
    ["RESULT E1 knowledge completed", "a\n\nb"],
    ["RESULT E1 knowledge completed", "Task: a"],
    ["", ""],
  ])("takes the block “%s” with the text %j for none", (label, body) => {
    expect(readResultBlock({ label, text: body })).toBeUndefined();
  });
});
