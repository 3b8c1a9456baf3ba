import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { countChanges, countFrames } from "./count-changes.ts";
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

test("a run of a thousand tasks stays fluid: only what is in sight exists, and changes are drawn together", async () => {
  const { stage, startRun, url } = dashboard;
  const extras = Array.from({ length: 998 }, (_, at) => ({
    id: `extra-${at}`,
    agentType: "extra",
    description: `Extra ${at}`,
    dependsOn: ["raise"],
  }));
  const lower = { id: "lower", ...actor("Lower the curtain"), dependsOn: ["raise"] };
  const runId = await startRun({
    plan: { strategy: "graph", tasks: [{ id: "raise", ...actor("Raise the curtain") }, ...extras, lower] },
  });
  await page.goto(`${url}/runs/${runId}`);
  await page.getByText("999 planned").waitFor();
  const raise = await stage.entered("Raise the curtain");
  // Some 3,000 events.
  const changes = await countChanges(page, async () => {
    raise.finish("up");
    await page.getByText("999 of 1,000 done").waitFor();
  });
  expect(changes.times).toBeLessThan(300);
  expect(changes.mostElements).toBeLessThan(1_000);

  const nodes = page.locator(".react-flow__node");
  expect(await nodes.count()).toBeLessThan(10);
  await page.getByRole("button", { name: "999 tasks" }).click();
  await page
    .getByRole("button", { name: "Tasks 976–999" })
    .or(page.getByText("Tasks 1–25"))
    .first()
    .waitFor();
  expect(await nodes.count()).toBeLessThan(60);
  await page.screenshot({ path: `${pictureFolder}/run-thousand-light.png` });

  await page.getByRole("tab", { name: "Tasks" }).click();
  const tree = page.getByRole("tree", { name: "Tasks of the run" });
  await tree.press("End");
  const last = page.locator("[role=treeitem][aria-posinset='1000']");
  await last.waitFor();
  expect(await last.getAttribute("aria-setsize")).toBe("1000");
  expect(await page.getByRole("treeitem").count()).toBeLessThan(60);
  expect(await countFrames(tree, "ArrowUp")).toBeLessThanOrEqual(3);
  for (const [view, line] of [
    ["Timeline", ".timeline__row"],
    ["Events", ".event-log__line"],
  ] as const) {
    await page.getByRole("tab", { name: view }).click();
    await page.locator(line).first().waitFor();
    expect(await page.locator(line).count()).toBeLessThan(100);
  }
}, 60_000);
