import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type BrowserResult, createBrowserAgent } from "@convoke/agents-browser";
import {
  AgentType,
  memoryArtifactStore,
  type Orchestrator,
  systemRuntime,
  type Task,
  type TaskSpec,
} from "@convoke/core";
import { findDemoBrowser } from "../expenses/find-browser.ts";
import { serveExpenses } from "../expenses/serve-expenses.ts";
import { formatTable } from "../report/table.ts";
import { formatField } from "../report/text.ts";
import { expectTasks, listMisses } from "./results.ts";
import type { Section } from "./section.ts";

const goal =
  'Enter "Ada Lovelace" as the employee, choose Travel as the category, set the amount to 84.50 and the date to 2026-11-20, tick "I have the receipt" and click Add expense';
const agentName = "Expense Browser";
const pictureFolder = ".convoke";
const pictureName = "expenses.png";

/** What the table is read as: dates stay texts, amounts become numbers, yes and no become true and false. */
const schema = {
  type: "array",
  items: {
    type: "object",
    properties: {
      date: { type: "string", format: "date" },
      employee: { type: "string" },
      category: { type: "string" },
      amount: { type: "number" },
      receipt: { type: "boolean" },
    },
    required: ["date", "employee", "category", "amount", "receipt"],
  },
};

/** One row, as the schema has it. */
interface Row {
  readonly date: string;
  readonly employee: string;
  readonly category: string;
  readonly amount: number;
  readonly receipt: boolean;
}

function createSteps(url: string): readonly TaskSpec[] {
  const common = { agentType: AgentType.BROWSER, agentName, strict: true };
  return [
    { ...common, description: "Add an expense, as told in words", input: { goal, url } },
    { ...common, description: "Read the table as typed data", input: { type: "extract_data", url, schema } },
    { ...common, description: "Take a picture of the page", input: { type: "take_screenshot", url } },
  ];
}

/** A page that the demo serves, worked on in a real browser: a form is filled in words, a table becomes data. */
export const createBrowserSection = (
  registrar: Pick<Orchestrator, "registerAgent" | "unregisterAgent">,
): Section => ({
  heading: "5. BROWSER AUTOMATION",
  explanation: "An agent works on a web page (fill in → read → picture)",
  asked: `${goal}. Then read the table as typed data, and take a picture.`,
  async run({ orchestrator, signal, follow, print, width }) {
    const runId = "browser";
    const server = await serveExpenses();
    const artifacts = memoryArtifactStore();
    const executablePath = await findDemoBrowser();
    const agent = createBrowserAgent({
      name: agentName,
      // The page is served by this machine, and nothing else is allowed.
      policy: { allow: [], allowPrivate: [server.origin] },
      artifacts,
      ...(executablePath !== undefined && { browser: { executablePath } }),
    });
    const startedAt = systemRuntime.now();
    try {
      registrar.registerAgent(agent);
      const steps = createSteps(`${server.origin}/`);
      const tasks = await follow({ runId, tasks: expectTasks(runId, steps), isConcurrent: false }, () =>
        orchestrator.executeSequential(steps, { id: runId, signal }),
      );
      const elapsedMs = systemRuntime.now() - startedAt;
      const missing = tasks.map(readMissingBrowser).find((message) => message !== undefined);
      if (missing !== undefined) {
        print(formatField("Browser", missing, { width }));
        return { tasks, elapsedMs, outcome: { browser: missing }, misses: [] };
      }
      const rows = readRows(tasks[1]);
      const picture = await savePicture(tasks[2], artifacts);
      print([
        ...formatField("Form", describeGoal(tasks[0]), { width }),
        ...(rows.length === 0 ? [] : formatTable(rows.map(toTableRow), { width })),
        ...formatField("Picture", picture ?? "none", { width }),
      ]);
      return {
        tasks,
        elapsedMs,
        outcome: { rows, picture },
        misses: [...listMisses(tasks), ...checkRows(rows, server.expenses.length)],
      };
    } finally {
      registrar.unregisterAgent(AgentType.BROWSER, agentName);
      await agent.close?.();
      await server.close();
    }
  },
});

/** The message of a task that failed because this machine has no browser: announced, and no miss. */
function readMissingBrowser(task: Task): string | undefined {
  return task.failure?.details?.reason === "browser_missing" ? task.error : undefined;
}

function readResult<Type extends BrowserResult["type"]>(
  task: Task | undefined,
  type: Type,
): Extract<BrowserResult, { readonly type: Type }> | undefined {
  const result = task?.result as BrowserResult | undefined;
  return result?.type === type ? (result as Extract<BrowserResult, { readonly type: Type }>) : undefined;
}

function describeGoal(task: Task | undefined): string {
  const result = readResult(task, "browse_goal");
  if (result === undefined) return task?.error ?? "not filled in";
  const { actions, traffic } = result;
  return `${actions.length} actions without a language model; ${traffic.requests} requests, ${traffic.refusals} refused`;
}

function readRows(task: Task | undefined): readonly Row[] {
  const data = readResult(task, "extract_data")?.data;
  return Array.isArray(data) ? (data as Row[]) : [];
}

function toTableRow({ date, employee, category, amount, receipt }: Row, at: number): [string, ...string[]] {
  return [at === 0 ? "Data" : "", date, employee, category, amount.toFixed(2), receipt ? "true" : "false"];
}

/** The expense that was added has to be among the rows, with a number for its amount. */
function checkRows(rows: readonly Row[], expected: number): string[] {
  const added = rows.find(({ employee }) => employee === "Ada Lovelace");
  const isRight = added?.amount === 84.5 && added.receipt && added.date === "2026-11-20";
  return rows.length === expected && isRight ? [] : ["the table does not hold the expense that was added"];
}

async function savePicture(
  task: Task | undefined,
  artifacts: ReturnType<typeof memoryArtifactStore>,
): Promise<string | undefined> {
  const reference = readResult(task, "take_screenshot");
  const kept = reference && (await artifacts.get(reference.artifact));
  if (kept === undefined) return undefined;
  await mkdir(pictureFolder, { recursive: true });
  const path = join(pictureFolder, pictureName);
  await writeFile(path, kept.content);
  return `${path}, ${Math.round(kept.bytes / 1024)} kB`;
}
