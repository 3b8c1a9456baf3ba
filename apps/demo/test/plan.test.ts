import { describe, expect, test } from "vitest";
import { runDemo } from "./run-demo.ts";

describe("demo --plan", () => {
  test("plans the goal, runs the plan and answers with places", async () => {
    const { exitCode, output } = await runDemo(["--plan", "Compare Vite and Rolldown"]);
    expect(exitCode).toBe(0);
    expect(output).toMatch(/^✔ planner {4}Planner Agent/m);
    expect(output).toMatch(/^ {2}Plan .*“Compare Vite and Rolldown”/m);
    expect(output.match(/^✔ knowledge /gm)?.length).toBeGreaterThanOrEqual(2);
    expect(output).toMatch(/“Vite [^“]*is a build tool/);
    expect(output).toMatch(/“Rolldown is\b[^“]*\n +rolldown\/README\.md:\d+\n/);
    expect(output).not.toContain("SEQUENTIAL");
  });

  test("says once what it knows when it finds nothing", async () => {
    const { output } = await runDemo(["--plan", "What license does typescript have?"]);
    expect(output).toMatch(/^ {2}Answer {6}Nothing found/m);
    expect(output.match(/knows only the documentation of the [\d,]+ packages/g)).toHaveLength(1);
  });

  test("shows steps that nobody can take as failures, with what they need, and is no miss for it", async () => {
    const { exitCode, output } = await runDemo(["--plan", "Build a REST API for invoices", "--json"]);
    const { plan, steps, misses, statistics } = JSON.parse(output);
    expect({ exitCode, misses }).toEqual({ exitCode: 0, misses: [] });
    expect(steps).toHaveLength(plan.steps.length);
    expect(steps.map(({ code }: { code?: string }) => code)).toContain("not_registered");
    expect(statistics.tasksFailed).toBeGreaterThan(0);
  });

  test("shows when each step would run, the critical path, the price, and whether limits are kept", async () => {
    const goal = "Build a REST API with authentication by Friday under 5 USD";
    const { exitCode, output } = await runDemo(["--plan", goal]);
    expect(exitCode).toBe(0);
    expect(output).toMatch(/^ {2}\* Add authentication to the REST.* \| *█+ *\| code +\d+–\d+ s$/m);
    expect(output).toMatch(/^ {2}Critical {4}path 1 → 2 → /m);
    expect(output).toMatch(/^ {2}Price {7}\d\.\d\d USD$/m);
    expect(output).toMatch(/^ {2}Limit {7}5 USD, estimated \d\.\d\d USD: kept$/m);
    // How long the line is depends on the time of day: it may go on below.
    const whole = output.replaceAll(/\n {14}(?=\S)/g, " ");
    expect(whole).toMatch(/^ {2}Deadline {4}20\d\d-\d\d-\d\d [\d:]+ UTC, would end .+: kept, .+ to spare$/m);
    expect(output).toMatch(/^ {2}Took {8}2 steps: \d+\.\d s and 0\.00 USD, estimated /m);
  });

  test("runs nothing of a plan that cannot keep its budget, and says by how much", async () => {
    const goal = "Build a REST API for invoices under 0.05 USD";
    const { exitCode, output, errors } = await runDemo(["--plan", goal]);
    expect(exitCode).toBe(1);
    expect(output).toMatch(/^ {2}Limit {7}0\.05 USD, estimated \d\.\d\d USD: missed by \d\.\d\d USD$/m);
    expect(errors).toMatch(/^Not reached: .*exceeds the budget of 0\.05 USD.*Nothing has run\.$/m);
  });

  test("shows what each step came to, and ends with what is not done and why", async () => {
    const { output } = await runDemo(["--plan", "Build a todo app"]);
    expect(output).toMatch(/^ {2}Step \d+ {6}Plan .+\n {2}Result {6}“/m);
    expect(output).toMatch(
      /\nNot done: \d+ of \d+ steps, because no code, .+ agent is registered\.\n\nFinished/,
    );
  });

  test("fails with exit code 1 when the goal cannot be planned, and says why", async () => {
    const { exitCode, errors } = await runDemo(["--plan", "build a thing ".repeat(2000)]);
    expect(exitCode).toBe(1);
    expect(errors).toMatch(/^Not reached: no plan: .*characters/);
  });
});
