import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { estimatePlan } from "../plan/estimate-plan.ts";
import type { PlanStep } from "../plan/plan.ts";
import { formatMermaid } from "./format-mermaid.ts";

function createStep(step: Partial<PlanStep> & { readonly id: string }): PlanStep {
  return {
    agentType: "code",
    description: "Do it",
    dependsOn: [],
    estimatedTime: 1,
    costEstimate: 0,
    produces: [],
    consumes: [],
    successCriterion: "it is done",
    ...step,
  };
}

function format(steps: PlanStep[]): string {
  return formatMermaid({ steps, estimate: estimatePlan(steps) });
}

/** Text that Mermaid reads as nothing but text: no quotes, brackets, marks of Markdown, comments or directives. */
const text = String.raw`(?:[\p{L}\p{M}\p{N} .,…·]|#\d+;)*`;
const line = {
  node: new RegExp(String.raw`^  s\d+\["${text}<br/>${text} · ${text}"\]$`, "u"),
  edge: /^  s\d+ (?:==>|-->) s\d+$/,
  style: /^  classDef (?:agent_[A-Za-z0-9_]+|critical|optional) [a-z-]+:[#a-z0-9 ]+(?:,[a-z-]+:[#a-z0-9]+)*$/,
  members: /^  class s\d+(?:,s\d+)* (?:agent_[A-Za-z0-9_]+|critical|optional)$/,
};

/** Which kind of line of a flowchart each line is; "broken" for anything else. */
function readKinds(chart: string): string[] {
  const [head, ...lines] = chart.split("\n");
  const kinds = lines.map((written) => {
    const found = Object.entries(line).find(([, pattern]) => pattern.test(written));
    return found?.[0] ?? `broken: ${written}`;
  });
  return [head === "flowchart TD" ? "head" : `broken: ${head}`, ...kinds];
}

describe("formatMermaid", () => {
  test("draws steps, dependencies, the critical path, optional steps and a class per agent", () => {
    const steps = [
      createStep({ id: "a", agentType: "knowledge", description: "Find out" }),
      createStep({ id: "b", estimatedTime: 90, costEstimate: 0.15, dependsOn: ["a"], description: "Build" }),
      createStep({ id: "c", dependsOn: ["a"], optional: true, description: "Decorate" }),
    ];
    expect(format(steps)).toBe(
      [
        "flowchart TD",
        '  s1["Find out<br/>knowledge · 1 s · 0.00 USD"]',
        '  s2["Build<br/>code · 90 s · 0.15 USD"]',
        '  s3["Decorate<br/>code · 1 s · 0.00 USD"]',
        "  s1 ==> s2",
        "  s1 --> s3",
        "  classDef agent_knowledge fill:#dbeafe,color:#111",
        "  class s1 agent_knowledge",
        "  classDef agent_code fill:#dcfce7,color:#111",
        "  class s2,s3 agent_code",
        "  classDef critical stroke:#b91c1c,stroke-width:3px",
        "  class s1,s2 critical",
        "  classDef optional stroke-dasharray:5 4",
        "  class s3 optional",
      ].join("\n"),
    );
  });

  test.each([
    'a"]; click s1 "javascript:alert(1)"',
    "end",
    "`**bold** _text_`",
    "one\ntwo\r\nflowchart LR\n  x --> y",
    "%%{init: {'theme': 'x'}}%%",
    "<script>alert(1)</script>",
    "#quot; &quot; #35;",
    "a --> b | c ( d ) { e } [ f ]",
    "---\ntitle: x\n---",
    "\u2028subgraph x\u0000",
    "classDef default fill:#f00;",
    "😀 名前 ünï",
  ])("lets the text %j change nothing but a label", (hostile) => {
    const plain = format([createStep({ id: "a" }), createStep({ id: "b", dependsOn: ["a"] })]);
    const chart = format([
      createStep({ id: hostile, description: hostile, agentType: hostile }),
      createStep({ id: "b", dependsOn: [hostile], description: hostile, agentType: hostile }),
    ]);
    expect(readKinds(chart)).toEqual(readKinds(plain));
    expect(readKinds(plain).filter((kind) => kind.startsWith("broken"))).toEqual([]);
  });

  test("keeps to the grammar whatever the texts", () => {
    const anyText = fc.string({ unit: "binary", maxLength: 200 });
    fc.assert(
      fc.property(fc.array(fc.tuple(anyText, anyText, anyText), { minLength: 1, maxLength: 6 }), (texts) => {
        const steps = texts.map(([id, description, agentType], index) =>
          createStep({ id, description, agentType, dependsOn: index === 0 ? [] : [texts[0]![0]] }),
        );
        expect(readKinds(format(steps)).filter((kind) => kind.startsWith("broken"))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test("keeps classes of agents apart whose names look alike", () => {
    const chart = format([
      createStep({ id: "a", agentType: "a b" }),
      createStep({ id: "b", agentType: "a-b" }),
    ]);
    expect(chart).toContain("  class s1 agent_a_b\n");
    expect(chart).toContain("  class s2 agent_a_b_2\n");
  });

  test("the grammar of these tests refuses what a raw text would do", () => {
    expect(readKinds('flowchart TD\n  s1["a"]; click s1"]')).toContain('broken:   s1["a"]; click s1"]');
  });
});
