import { beforeAll, describe, expect, test } from "vitest";
import { type DemoRun, runDemo } from "./run-demo.ts";

const headings = [
  `MULTI-AGENT ORCHESTRATION SYSTEM - DEMONSTRATION\n${"=".repeat(65)}\n`,
  "\n1. SEQUENTIAL EXECUTION\nTasks execute one after another (A → B → C)\n",
  "\n2. PARALLEL EXECUTION\nTasks execute simultaneously (A || B || C)\n",
  "\n3. HIERARCHICAL EXECUTION\nMain task → Sub-agents → Aggregated result\n",
  "\n4. CONSENSUS DECISION MAKING\nMultiple agents vote on the best approach\n",
  "\n5. BROWSER AUTOMATION\nAn agent works on a web page (fill in → read → picture)\n",
];

describe("the demonstration", () => {
  let run: DemoRun;
  beforeAll(async () => {
    // As people start it: the documentation is read and indexed from nothing.
    run = await runDemo([], { CONVOKE_DEMO_INDEX: "" });
  });

  test("reaches everything and says so by its exit code", () => {
    expect(run.errors).toBe("");
    expect(run.exitCode).toBe(0);
  });

  test("prints the headings, each with its line below, in order", () => {
    const places = headings.map((heading) => run.output.indexOf(heading));
    expect(places[0]).toBe(0);
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((one, other) => one - other));
  });

  test("shows under each heading who worked, how long, and a place for what is claimed", () => {
    for (const part of run.output.split(/\n\d\. [A-Z ]+\n/).slice(1, 5)) {
      expect(part).toMatch(/^ {2}Asked {7}\S/m);
      expect(part).toMatch(/^✔ knowledge {2}[A-Z][\w ]+ (?:<1|\d+) ms {2}\S/m);
      expect(part).toMatch(/[\w.-]+\.mdx?:\d+/);
      expect(part).toMatch(/^ {2}Took {8}\S/m);
    }
  });

  test("shows agents that do not exist as the clean failures that they are", () => {
    expect(run.output.match(/^✖ .*Agent \w+ not registered$/gm)).toHaveLength(4);
  });

  test("lists the tasks of a run in their order, whichever ends first", () => {
    expect(run.output).toMatch(/^✔ knowledge .+\n✔ planner .+\n✖ code .+\n✖ test .+\n✖ review /m);
  });

  test("says how a voter that was not heard ended", () => {
    expect(run.output).toMatch(/^– knowledge .+(?:stopped|not asked): verdict settled$/m);
    expect(run.output).toMatch(/between 71 % and 100 % if all 7\s+had been heard/);
  });

  test("names a place below every quote, and cuts no number from its unit", () => {
    expect(run.output).not.toMatch(/”\n +“/);
    expect(run.output).not.toMatch(/\d\n +(?:%|ms|s|USD)\b/);
  });

  test("shows what the browser agent filled in, read as data, and took a picture of", () => {
    const part = run.output.slice(run.output.indexOf("5. BROWSER"));
    expect(part).toMatch(/^✔ browser {4}Expense Browser .+Add an expense, as told in words$/m);
    expect(part).toMatch(/^ {2}Form {8}6 actions without a language model; 2 requests/m);
    expect(part).toMatch(/^ {14}2026-11-20 +Ada Lovelace +Travel +84\.50 +true$/m);
    expect(part).toMatch(/^ {2}Picture {5}\S*expenses\.png, \d+ kB$/m);
  });

  test("ends with the statistics", () => {
    expect(run.output).toMatch(/\nSTATISTICS\n(?: {2}\w[\w ]+ {2}\d[\d. %]*\n){9}\nFinished in .+\.\n$/);
  });

  test("keeps to plain lines of at most 100 columns", () => {
    expect(run.output).not.toMatch(/[^\P{Cc}\n]/u);
    expect(Math.max(...run.output.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
  });
});

describe("demo --json", () => {
  test("prints one document with the sections, their tasks and the statistics", async () => {
    const { exitCode, output } = await runDemo(["--json"]);
    const { sections, statistics, misses } = JSON.parse(output);
    expect({ exitCode, misses }).toEqual({ exitCode: 0, misses: [] });
    expect(sections.map(({ heading }: { heading: string }) => heading)).toEqual(
      headings.slice(1).map((heading) => heading.split("\n")[1]),
    );
    const [sequential, parallel, hierarchical, consensus, browser] = sections;
    expect(sequential.tasks[2]).toMatchObject({
      status: "failed",
      error: "Agent code not registered",
      code: "not_registered",
    });
    expect(sequential.outcome.citations[0]).toMatchObject({
      quote: expect.any(String),
      source: { file: expect.any(String), line: expect.any(Number) },
    });
    expect(parallel.outcome.comparison.comparands).toHaveLength(3);
    expect(hierarchical.outcome).toMatchObject({
      status: "completed",
      result: { research: { type: "research" }, architecture: { steps: expect.any(Array) } },
      failures: { length: 3 },
    });
    for (const vote of consensus.outcome.votes) {
      expect(vote.distinctVoters).toBeGreaterThanOrEqual(5);
      expect(
        vote.votes.filter(({ group }: { group?: number }) => group !== undefined).length + vote.votesSaved,
      ).toBe(vote.votes.length);
    }
    expect(browser.outcome.rows.at(-1)).toEqual({
      date: "2026-11-20",
      employee: "Ada Lovelace",
      category: "Travel",
      amount: 84.5,
      receipt: true,
    });
    const { totalTasks, tasksCompleted, tasksFailed, tasksCancelled } = statistics;
    expect(totalTasks).toBe(tasksCompleted + tasksFailed + tasksCancelled);
  });
});

describe("the demonstration on a machine without a browser", () => {
  test("says so, says how to get one, and ends well", async () => {
    const { exitCode, output, errors } = await runDemo([], { CHROMIUM_PATH: "/nowhere/chromium" });
    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: "" });
    expect(output).toMatch(/^✖ browser {4}Expense Browser .+CHROMIUM_PATH is/m);
    expect(output).toMatch(/^ {2}Browser {5}CHROMIUM_PATH is "\/nowhere\/chromium", which does not exist;/m);
    expect(output).toMatch(/To get\s+one: /);
    expect(output).toMatch(/\nSTATISTICS\n/);
  });
});
