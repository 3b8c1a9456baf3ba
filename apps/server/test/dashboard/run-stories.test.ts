import type { Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { examinePage } from "./examine-page.ts";
import { moveTo } from "./move-to.ts";
import { type Dashboard, openDashboard } from "./open-dashboard.ts";

let dashboard: Dashboard;
let page: Page;
beforeAll(async () => {
  dashboard = await openDashboard();
}, 120_000);
afterEach(() => page.context().close());
afterAll(async () => {
  await dashboard.close();
  expect(dashboard.complaints).toEqual([]);
});

/** Starts a sequence of tasks for actors, and opens it in the page. */
async function watchSequence(...descriptions: readonly string[]): Promise<void> {
  const tasks = descriptions.map((description) => ({ agentType: "actor", description }));
  const runId = await dashboard.startRun({ plan: { strategy: "sequential", tasks } });
  page = await dashboard.open(`/runs/${runId}`);
}

/** The card of a task in the graph. */
function card(description: string, status = ""): Locator {
  const cards = page.getByLabel(/^Graph of the run/).getByRole("button");
  return cards.filter({ hasText: description }).filter({ hasText: status });
}

const fact = (text: string): Locator => page.locator(".run-facts").getByText(text, { exact: true });

test("a run is started from the form, watched while it grows, and started again with changes", async () => {
  page = await dashboard.open("/new");
  await page.getByRole("radio", { name: "Sequence" }).check();
  await page.getByRole("button", { name: "Add a step" }).click();
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await page.getByText("4 things are to be mended").waitFor();
  await page.getByRole("button", { name: "Step 1, agent type" }).click();
  const steps = page.locator(".steps__list > li");
  for (const [at, [agent, description]] of [
    ["actor", "The overture"],
    ["reciter", "The recital"],
  ].entries()) {
    await steps.nth(at).getByLabel("Agent", { exact: true }).selectOption(agent!);
    await steps.nth(at).getByLabel("Description").fill(description!);
  }
  await steps.nth(1).getByLabel("Line").fill("So");
  await page.getByText("Step 2, input, line").waitFor();
  await steps.nth(1).getByLabel("Line").fill("So be it");
  await page.getByLabel("Estimate").getByText("4.0 s").waitFor();
  await page.getByRole("button", { name: "Start", exact: true }).click();

  const overture = await dashboard.stage.entered("The overture");
  await card("The overture", "Running").waitFor();
  await page.getByText("Planned").waitFor();
  await card("The overture").click();
  const details = page.getByRole("complementary", { name: "Task details" });
  overture.report({ fraction: 0.5, message: "The curtain rises" });
  await details.getByText("The curtain rises").waitFor();
  overture.delegate("The drums");
  const drums = await dashboard.stage.entered("The drums");
  await card("The drums", "Running").waitFor();
  drums.finish("boom");
  await card("The drums", "Completed").waitFor();
  overture.finish({ applause: "polite" });
  await details.getByRole("region", { name: "Result" }).getByText("polite", { exact: true }).waitFor();
  await card("The recital", "Completed").waitFor();
  await fact("3 of 3 done").waitFor();
  await fact("Completed").waitFor();

  await page.getByRole("link", { name: "Run again with changes" }).click();
  await steps.nth(1).getByLabel("Line").fill("So be it, again");
  await page.getByRole("button", { name: "Remove Step 1" }).click();
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await fact("1 of 1 done").waitFor();
  await card("The recital").click();
  await details
    .getByRole("region", { name: "Result" })
    .getByText("So be it, again", { exact: true })
    .waitFor();
}, 60_000);

test("a run is cancelled from its page, and tells why it stopped", async () => {
  await watchSequence("The encore", "The bow");
  const { left } = await dashboard.stage.entered("The encore");
  await page.getByRole("button", { name: "Cancel" }).click();
  const question = page.getByRole("dialog", { name: "Cancel this run?" });
  await question.getByRole("button", { name: "Let it run" }).click();
  await card("The encore", "Running").waitFor();
  await page.getByRole("button", { name: "Cancel" }).click();
  await question.getByRole("button", { name: "Cancel the run" }).click();
  await left;
  await fact("Cancelled").waitFor();
  await card("The encore", "Cancelled").waitFor();
  await page.getByRole("region", { name: "What went wrong" }).getByText("The run was cancelled").waitFor();
  await page.getByRole("button", { name: "Retry" }).click();
  (await dashboard.stage.entered("The encore")).finish("again");
  (await dashboard.stage.entered("The bow")).finish("low");
  await fact("Completed").waitFor();
}, 60_000);

test("a failure is explained: where it began, with what, and what can be done", async () => {
  await watchSequence("The duel");
  (await dashboard.stage.entered("The duel")).fail("The sword has broken");
  const failure = page.getByRole("region", { name: "What went wrong" });
  await failure.getByRole("heading", { name: "The run failed: 1 task failed" }).waitFor();
  await failure.getByText("retry if it depends on something outside").waitFor();
  await failure.getByRole("button", { name: "The duel" }).click();
  const details = page.getByRole("complementary", { name: "Task details" });
  const error = details.getByRole("region", { name: "Error" });
  await error.getByText("The sword has broken").waitFor();
  await error.getByText("agent_failed").waitFor();
  expect(await examinePage(page, "run-task-failed")).toEqual([]);
  await page.goto(`${dashboard.url}/runs?status=failed`);
  await page.getByRole("row").filter({ hasText: "The duel" }).getByText("Failed", { exact: true }).waitFor();
}, 60_000);

test("a page that is reloaded in the middle of a run shows what was there, and goes on", async () => {
  await watchSequence("The storm", "The calm");
  const storm = await dashboard.stage.entered("The storm");
  await card("The storm").click();
  storm.report({ fraction: 0.25, message: "It thunders" });
  await page.getByText("It thunders").waitFor();
  await page.reload();
  await card("The storm", "Running").waitFor();
  await page.getByText("It thunders").waitFor();
  storm.finish("over");
  (await dashboard.stage.entered("The calm")).finish("still");
  await card("The calm", "Completed").waitFor();
  await fact("Completed").waitFor();
}, 60_000);

test("a run survives the end of its server, and the page finds back by itself", async () => {
  await watchSequence("Act one", "Act two", "Act three");
  const other = await page.context().newPage();
  await other.goto(`${dashboard.url}/runs`);
  (await dashboard.stage.entered("Act one")).finish("one");
  const second = await dashboard.stage.entered("Act two");
  await card("Act two", "Running").waitFor();
  await dashboard.killServer();
  await second.left;
  await page.getByText("The connection is lost").waitFor();
  await card("Act two", "Running").waitFor();
  await other.getByText("Offline, trying again").waitFor();
  await other.getByRole("link", { name: "Approvals" }).click();
  await other.getByRole("alert").getByRole("button", { name: "Try again" }).waitFor();

  await dashboard.restartServer();
  (await dashboard.stage.entered("Act two")).finish("two");
  (await dashboard.stage.entered("Act three")).finish("three");
  await card("Act three", "Completed").waitFor();
  await fact("Completed").waitFor();
  await page.getByText("The connection is lost").waitFor({ state: "detached" });
  await other.getByText("Nothing waits for an answer.").waitFor();
  await other.getByText("Live", { exact: true }).waitFor();
  const acts = dashboard.stage.executions.filter((description) => description.startsWith("Act "));
  expect(acts).toEqual(["Act one", "Act two", "Act two", "Act three"]);
}, 60_000);

test("everything is reached by the keyboard alone", async () => {
  page = await dashboard.open("/");
  await page.getByRole("heading", { name: "Overview" }).waitFor();
  const { keyboard } = page;
  await moveTo(page.getByRole("link", { name: "Skip to the page" }));
  await keyboard.press("Enter");
  await keyboard.press("g");
  await keyboard.press("n");
  await moveTo(page.getByRole("radio", { name: "Prompt" }));
  await keyboard.press("ArrowDown");
  await moveTo(page.getByLabel("Agent", { exact: true }));
  await keyboard.type("actor");
  await moveTo(page.getByLabel("Description"));
  await keyboard.type("The soliloquy");
  await keyboard.press("Control+Enter");

  const soliloquy = await dashboard.stage.entered("The soliloquy");
  await moveTo(page.getByRole("tab", { name: "Graph" }));
  await keyboard.press("ArrowRight");
  await keyboard.press("ArrowRight");
  const tree = page.getByRole("tree", { name: "Tasks of the run" });
  await moveTo(tree);
  await keyboard.press("End");
  await keyboard.press("Enter");
  const details = page.getByRole("complementary", { name: "Task details" });
  await details.getByRole("heading", { name: "The soliloquy" }).waitFor();
  await keyboard.press("Escape");
  await details.waitFor({ state: "detached" });
  expect(await tree.evaluate((element) => element === document.activeElement)).toBe(true);
  await moveTo(page.getByRole("button", { name: "Cancel" }), "Shift+Tab");
  await keyboard.press("Enter");
  await moveTo(page.getByRole("button", { name: "Cancel the run" }));
  await keyboard.press("Enter");
  await soliloquy.left;
  await fact("Cancelled").waitFor();
}, 60_000);
