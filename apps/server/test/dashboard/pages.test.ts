import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { examinePage, pictureFolder } from "./examine-page.ts";
import { type Dashboard, openDashboard } from "./open-dashboard.ts";

const actor = (description: string) => ({ agentType: "actor", description });

let dashboard: Dashboard;
let page: Page;
const runs: Record<string, string> = {};

beforeAll(async () => {
  dashboard = await openDashboard({
    environment: { CONVOKE_DATA: "memory", CONVOKE_APPROVALS: "DELEGATE" },
    files: { "guide.md": "# Guide\n\nThe curtain is red. The curtain rises at eight.\n" },
  });
  page = await dashboard.open("/");
  process.stdout.write(`Pictures of the pages: ${pictureFolder}\n`);
}, 120_000);
afterAll(async () => {
  await dashboard.close();
  expect(dashboard.complaints).toEqual([]);
});

/** Runs of every kind, each in a different state. */
async function fillStage(): Promise<void> {
  const { stage, startRun } = dashboard;
  runs["failed"] = await startRun({
    plan: { strategy: "parallel", tasks: [actor("Tune the violins"), actor("Light the lamps")] },
  });
  (await stage.entered("Tune the violins")).fail("A string has snapped");
  (await stage.entered("Light the lamps")).finish({ lamps: 12 });
  runs["consensus"] = await startRun({
    plan: {
      strategy: "consensus",
      task: "Is the house full?",
      agents: ["actor", "actor", "extra"],
      minAgreement: 0.6,
      earlyStop: "never",
    },
  });
  for (const _ of [1, 2]) (await stage.entered("Is the house full?")).finish("yes");
  runs["running"] = await startRun({
    budget: { maxTasks: 10 },
    plan: {
      strategy: "graph",
      tasks: [
        { id: "build", ...actor("Build the scenery"), retry: { attempts: 2, backoff: { initialMs: 0 } } },
        { id: "paint", ...actor("Paint the scenery"), dependsOn: ["build"] },
        { id: "sew", ...actor("Sew the costumes") },
        { id: "rehearse", ...actor("Rehearse"), dependsOn: ["paint", "sew"] },
      ],
    },
  });
  (await stage.entered("Build the scenery")).fail("The saw is blunt");
  (await stage.entered("Build the scenery")).finish({ walls: 3 });
  (await stage.entered("Paint the scenery")).report({ fraction: 0.4, message: "The second wall" });
  (await stage.entered("Sew the costumes")).delegate("Fetch the cloth");
  await stage.entered("Fetch the cloth");
}

test("an overview and a list without runs say what to do, and look right", async () => {
  await page.getByText("Nothing has run yet.").waitFor();
  const found = [...(await examinePage(page, "overview-empty"))];
  await page.goto(`${dashboard.url}/nowhere`);
  await page.getByText("There is no page at this address.").waitFor();
  found.push(...(await examinePage(page, "nothing-here")));
  await fillStage();
  expect(found).toEqual([]);
}, 60_000);

test("a conversation looks right while it waits and when it is answered", async () => {
  await page.goto(`${dashboard.url}/conversation`);
  await page.getByText("What shall be done?").waitFor();
  expect(await examinePage(page, "conversation-empty")).toEqual([]);
  await page.getByLabel("Message").fill("When does the curtain rise?");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Approve" }).waitFor();
  expect(await examinePage(page, "conversation-waiting")).toEqual([]);
  await page.getByRole("button", { name: "Approve" }).click();
  await page.getByRole("heading", { name: "Evidence" }).waitFor();
  expect(await examinePage(page, "conversation-answered")).toEqual([]);
  // Stays open for the pages that show it.
  await dashboard.startRun({ prompt: "What colour is the curtain?" });
}, 60_000);

test.each([
  { name: "overview", path: () => "/", ready: "Latest runs" },
  { name: "runs", path: () => "/runs", ready: "5 runs" },
  { name: "agents", path: () => "/agents", ready: "Understudy" },
  { name: "approvals", path: () => "/approvals", ready: "Main Agent asks to DELEGATE" },
  { name: "new-run", path: () => "/new", ready: "What shall be done, in words." },
  { name: "new-run-plan", path: () => `/new?from=${runs["running"]}`, ready: "Sew the costumes" },
  { name: "run-graph", path: () => `/runs/${runs["running"]}`, ready: "Fetch the cloth" },
  { name: "run-timeline", path: () => `/runs/${runs["running"]}?view=timeline`, ready: "Fetch the cloth" },
  { name: "run-tasks", path: () => `/runs/${runs["running"]}?view=tasks`, ready: "The second wall" },
  { name: "run-events", path: () => `/runs/${runs["running"]}?view=events`, ready: "The saw is blunt" },
  { name: "run-plan", path: () => `/runs/${runs["running"]}?view=plan`, ready: "strategy" },
  { name: "run-failed", path: () => `/runs/${runs["failed"]}`, ready: "A string has snapped" },
  { name: "run-result", path: () => `/runs/${runs["failed"]}?view=result`, ready: "lamps" },
  { name: "run-consensus", path: () => `/runs/${runs["consensus"]}`, ready: "Verdict" },
])(
  "$name is right for axe in both themes, and fits a phone",
  async ({ name, path, ready }) => {
    await page.goto(dashboard.url + path());
    await page.locator("main").getByText(ready).first().waitFor();
    expect(await examinePage(page, name)).toEqual([]);
  },
  60_000,
);
