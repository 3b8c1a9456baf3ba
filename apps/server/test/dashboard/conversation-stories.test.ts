import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { examinePage } from "./examine-page.ts";
import { type Dashboard, openDashboard } from "./open-dashboard.ts";

const token = "a-token-of-a-test";
const guide = `# Server guide

## Logging

The server writes its log with pino. Each request is one line of JSON in the log.
The log level is set by the variable LOG_LEVEL.
`;

let dashboard: Dashboard;
let page: Page;
beforeAll(async () => {
  dashboard = await openDashboard({
    environment: { CONVOKE_DATA: "memory", CONVOKE_TOKEN: token, CONVOKE_APPROVALS: "DELEGATE" },
    files: { "guide.md": guide },
  });
  page = await dashboard.open("/runs");
}, 120_000);
afterAll(() => dashboard.close());

/** Presses a button by keyboard: what comes in above it meanwhile may move it away from a mouse that is about to click. */
const press = (where: Page | Locator, name: string): Promise<void> =>
  where.getByRole("button", { name }).press("Enter");

async function ask(question: string): Promise<void> {
  await page.getByLabel("Message").fill(question);
  await page.keyboard.press("Enter");
}

test("a server with a token lets nobody see anything before they sign in", async () => {
  const field = page.getByLabel("Token");
  await field.fill("a-token-of-nobody");
  await page.keyboard.press("Enter");
  await page.getByText("This is not the server's token.").waitFor();
  expect(await page.getByRole("navigation").count()).toBe(0);
  expect(await examinePage(page, "sign-in")).toEqual([]);
  // A request that left without the token is answered after the reader has signed in.
  const [left, answered] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  await page.route("**/api/events?**", async (route) => {
    if (route.request().headers()["authorization"] === undefined) {
      left.resolve();
      await answered.promise;
    }
    await route.continue();
  });
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await left.promise;
  await field.fill(token);
  await page.keyboard.press("Enter");
  await page.getByText("Nothing has run yet.").waitFor();
  const refusal = page.waitForResponse((response) => response.status() === 401);
  answered.resolve();
  await (await refusal).finished();
  await page.unroute("**/api/events?**");
  await page.getByText("Live", { exact: true }).waitFor();
  // The token stays with the tab.
  await page.reload();
  await page.getByText("Nothing has run yet.").waitFor();
  expect(page.url()).not.toContain(token);
  expect(dashboard.complaints).toEqual([]);
}, 60_000);

test("a question is answered with states, an approval given elsewhere, and evidence beside it", async () => {
  await page.getByRole("link", { name: "Conversation" }).click();
  await ask("How does the server write its log?");
  const question = page.getByRole("article", { name: "How does the server write its log?" });
  await question.getByRole("listitem").filter({ hasText: "Planning (done)" }).waitFor();
  await question.locator("[aria-current=step]").filter({ hasText: "Executing" }).waitFor();
  await question.getByRole("region", { name: "Plan" }).getByText("knowledge").waitFor();
  await question
    .getByRole("region", { name: "Waits for your approval" })
    .getByText("DELEGATE", { exact: true })
    .waitFor();

  await page.getByRole("link", { name: /^Approvals\s*, 1 question open/ }).click();
  const asked = page.getByRole("region", { name: "Main Agent asks to DELEGATE" });
  await asked.getByLabel("What is asked").getByText("knowledge", { exact: true }).waitFor();
  await asked.getByLabel("Reason").fill("It is for a test");
  await asked.getByRole("button", { name: "Approve" }).click();
  await page.getByText("Nothing waits for an answer.").waitFor();

  await page.goBack();
  await question.getByText("The server writes its log with pino.").first().waitFor();
  const evidence = page.getByRole("complementary", { name: "Evidence: How does the server write its log?" });
  await evidence.getByText("guide.md:5").first().waitFor();
  await question.getByRole("link", { name: "Evidence E1.1" }).click();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("E1.1");
  await question.getByText("How it came to this").click();
  await question.getByRole("region", { name: "Delegations" }).getByText("Knowledge Agent").waitFor();
  expect(dashboard.complaints).toEqual([]);
}, 60_000);

test("a follow-up question keeps the thread, over a reload, too", async () => {
  const question = page.getByRole("article", { name: "And how is its level set?" });
  await ask("And how is its level set?");
  await press(question, "Approve");
  // What "its" stands for is known from the question before.
  await question.getByText("The log level is set by the variable LOG_LEVEL.").first().waitFor();
  await page.reload();
  await question.getByText("The log level is set by the variable LOG_LEVEL.").first().waitFor();
  expect(await page.getByRole("article").count()).toBe(2);
  expect(dashboard.complaints).toEqual([]);
}, 60_000);

test("a delegation is shown while it goes on, and can be stopped", async () => {
  const question = page.getByRole("article", { name: "Create a plan to paint the scenery" });
  await page.getByRole("button", { name: "New conversation" }).click();
  await ask("Create a plan to paint the scenery");
  await press(question, "Approve");
  const part = await dashboard.stage.entered("Create a plan to paint the scenery");
  const delegations = question.getByRole("region", { name: "Delegations" });
  await delegations.getByText("Running").waitFor();
  part.report({ fraction: 0.5, message: "Looking for a brush" });
  await delegations.getByText("Looking for a brush").waitFor();
  await press(page, "Stop");
  await part.left;
  await delegations.getByText("Cancelled", { exact: true }).waitFor();
  expect(dashboard.complaints).toEqual([]);
}, 60_000);
