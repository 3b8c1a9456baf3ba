import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Evidence } from "../evidence/evidence.ts";
import type { Delegation } from "../loop/delegation.ts";
import { checkAnswer, type AnswerBasis } from "./check-answer.ts";

const evidence: readonly Evidence[] = [
  {
    id: "E1",
    taskId: "t1",
    agentType: "knowledge",
    task: "Research lists",
    text: "React renders lists with map. Every item of a list needs a key.",
    sources: [
      { id: "E1.1", quote: "Every item of a list needs a key.", location: "https://react.example.org/lists" },
    ],
    result: {
      report: "Keys must be *stable*\nand unique among siblings.",
      more: ["https://react.example.org/keys"],
    },
  },
  {
    id: "E2",
    taskId: "t2",
    agentType: "knowledge",
    task: "Licence",
    text: "It is MIT.",
    sources: [],
    result: null,
  },
];
const done = (task: string, more: Partial<Delegation> = {}): Delegation => ({
  taskId: task,
  agentType: "knowledge",
  task,
  status: "completed",
  ...more,
});
const fail = (task: string, agentType: string): Delegation =>
  done(task, {
    agentType,
    status: "failed",
    failure: { code: "not_registered", message: `Agent ${agentType} not registered` },
  });
const basis: AnswerBasis = {
  plan: undefined,
  evidence,
  delegations: [done("Research lists"), done("Licence")],
};

/** The problems of the checks that did not pass. */
function list(answer: string, more: Partial<AnswerBasis> = {}): readonly string[] {
  return checkAnswer(answer, { ...basis, ...more }).flatMap(({ passed, problem }) => {
    expect(problem === undefined).toBe(passed);
    return problem ?? [];
  });
}

describe("checkAnswer, form", () => {
  test.each([[""], [" \n\t"], ["\u200b\ufeff"]])("refuses the empty answer %j", (answer) => {
    expect(list(answer)).toEqual(["The answer is empty: write it in the field TEXT."]);
  });

  test("refuses an answer that is too long", () => {
    expect(list("a".repeat(50_001))).toEqual([expect.stringContaining("at most 50000")]);
  });
});

describe("checkAnswer, citations", () => {
  test.each([["Keys [E1]."], ["Keys [E1.1] and MIT (E2)."], ["Keys [E1, E2]. Vitamin (E5)."]])(
    "passes %s",
    (answer) => {
      expect(list(answer)).toEqual([]);
      expect(checkAnswer(answer, basis).length).toBeGreaterThan(0);
    },
  );

  test.each([
    ["Keys [E1] [E7].", "[E7] does not exist. Cite only what exists: E1, E2."],
    ["Keys [E1.2].", "[E1.2] does not exist. Cite only what exists: E1, E2, E1.1."],
    ["Keys [E1] [E7] [E8.1].", "[E7], [E8.1] do not exist. Cite only what exists: E1, E2."],
    ["Keys.", "The answer cites nothing. Put [E1] or [E2] behind each statement that rests on it."],
    [
      "Keys, as E1 says.",
      "The answer cites nothing. Put [E1] or [E2] behind each statement that rests on it.",
    ],
  ])("sends back %s", (answer, problem) => {
    expect(list(answer)).toContain(problem);
  });

  test("asks for no citation where there is no evidence, and takes none", () => {
    expect(list("Keys.", { evidence: [] })).toEqual([]);
    expect(list("Keys [E1].", { evidence: [] })).toEqual([
      "[E1] does not exist. There is no evidence yet: delegate first, or leave the citation out.",
    ]);
  });
});

describe("checkAnswer, quotes", () => {
  test.each([
    ['React says "every item of a LIST  needs a key" [E1].'],
    ["“Every item of a list needs a key.” [E1.1]"],
    ["“React renders … needs a key”, [E1]"],
    ["As in [E1]: “keys must be stable and unique”."],
    ["[E1] “must be stable”, [E2] “It is MIT.”"],
    ['The "best of all" keys are good [E1].'],
    ['A "key" [E1].'],
    ["It says “Every item of a list `needs` a key.” That is known [E1]."],
    ['A 5" disk has "Every item of a list needs a key" [E1].'],
  ])("passes %s", (answer) => {
    expect(list(answer)).toEqual([]);
  });

  test.each([
    [
      "“Every item of a list needs two keys” [E1].",
      "It stands in no evidence: copy the words exactly, or say it without quotation marks.",
    ],
    ["“Every item of a list needs a key” [E2].", "It stands in E1: cite [E1] for it."],
    [
      "See [E1]: “keys are never needed at all”.",
      "It stands in no evidence: copy the words exactly, or say it without quotation marks.",
    ],
    [
      "„Keys are not needed“ [E1.1].",
      "It stands in no evidence: copy the words exactly, or say it without quotation marks.",
    ],
    [
      "It says “Every item of a list `forbids` a key.” That is known [E1].",
      "It stands in no evidence: copy the words exactly, or say it without quotation marks.",
    ],
  ])("sends back %s", (answer, problem) => {
    expect(list(answer)).toEqual([problem]);
  });
});

describe("checkAnswer, addresses", () => {
  test.each([
    ["Keys [E1], see https://react.example.org/lists."],
    ["Keys [E1], see [there](https://react.example.org/keys/)."],
    ["Keys [E1], see <HTTPS://React.example.org/lists>."],
    ["Keys [E1], see www.asked.example.org/(a)."],
  ])("passes %s", (answer) => {
    expect(list(answer, { prompt: "What does https://www.asked.example.org/(a) say?" })).toEqual([]);
  });

  test.each([
    ["Keys [E1], see https://react.example.org/list", "https://react.example.org/list"],
    ["Keys [E1](https://invented.example.org/)", "https://invented.example.org/"],
    ["Keys [E1], see https://react.example.org/lists?x=1.", "https://react.example.org/lists?x=1"],
    ["Keys [E1], see www.invented.example.org, there.", "www.invented.example.org"],
  ])("sends back %s", (answer, address) => {
    expect(list(answer)).toEqual([
      expect.stringMatching(/^Nobody has named .*Leave addresses out and cite as \[E1\.1\]/),
    ]);
    expect(checkAnswer(answer, basis).find(({ passed }) => !passed)?.problem).toContain(
      address.replace(/\/$/, "").replace(/^https:\/\//, ""),
    );
  });
});

test("`checkAnswer` never throws, and answers with checks, whatever the texts are", () => {
  const part = fc.oneof(
    fc.constantFrom(
      "[E1]",
      "[E1.1]",
      "[E9]",
      "“",
      "”",
      '"',
      "https://",
      "www.",
      "(",
      ")",
      "\n\n",
      "…",
      "every item of a list ",
    ),
    fc.string(),
  );
  const text = fc.array(part, { maxLength: 30 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, text, text, (answer, task, step) => {
      const checks = checkAnswer(answer, {
        plan: { criteria: [], steps: [{ id: "S1", description: step, agentType: task }] },
        evidence,
        delegations: [done(task), fail(step, task)],
        prompt: step,
      });
      expect(checks.length).toBeGreaterThan(0);
      for (const { passed, problem } of checks) expect(problem === undefined).toBe(passed);
    }),
    { numRuns: 500 },
  );
});

describe("checkAnswer, against answers that deceive and answers that do not", () => {
  const plan = { criteria: [], steps: [{ id: "S1", agentType: "code", description: "Implement the list" }] };
  const failing = { plan, delegations: [fail("Implement the list", "code")] };
  test.each([
    ["an invented citation", "Keys are needed [E1] [E3.1].", {}],
    [
      "a quote that is nowhere, away from its citation",
      "The docs say “keys were invented by monks in 1999” and more, see [E1].",
      {},
    ],
    ["parts of a quote in another order", "“needs a key … React renders lists” [E1]", {}],
    ["an address without a scheme", "Keys [E1], see docs.invented.com/guide.", {}],
    [
      "a failure hidden behind common words",
      "Keys [E1] help with error handling. Write code with keys.",
      failing,
    ],
  ] as const)("sends back %s", (_what, answer, more) => {
    expect(list(answer, more)).toHaveLength(1);
  });

  test.each([
    ["a paraphrase", "Each element of a list has to have a key [E1].", {}],
    ["a list", "- Keys are stable [E1]\n- The licence is MIT [E2]", {}],
    ["a table", "| What | Says |\n|---|---|\n| Keys | “Every item of a list needs a key.” [E1.1] |", {}],
    [
      "code with strings and indexes",
      'Keys [E1]:\n```ts\nconst a = row[e9];\nfetch("http://localhost:3000/a"); log("one two three four five six seven");\n```',
      {},
    ],
    ["names with dots", "Socket.io and ASP.NET do not matter here [E1].", {}],
    ["another language", "Jedes Element einer Liste braucht einen Schlüssel [E1].", {}],
    [
      "other quotation marks",
      "«Every item of a list needs a key» [E1], „React renders lists with map” [E1].",
      {},
    ],
    [
      "words of one's own in brackets",
      "“Every item [of such a list] needs a key” [E1]",
      { evidence: [{ ...evidence[0]!, text: "Every item needs a key." }] },
    ],
    [
      "a failure admitted in another language",
      "Schlüssel [E1]. Der Agent code ist nicht registriert.",
      failing,
    ],
  ] as const)("passes %s", (_what, answer, more) => {
    expect(list(answer, more)).toEqual([]);
  });
});
