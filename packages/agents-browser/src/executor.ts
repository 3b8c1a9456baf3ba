import type { AgentContext, TaskRequest } from "@convoke/core";
import type { ActionContext } from "./actions/action-context.ts";
import type { ActionRecord } from "./actions/action-record.ts";
import { describeAction } from "./actions/describe-action.ts";
import type { ProgramResult } from "./actions/program-result.ts";
import { runAction } from "./actions/run-action.ts";
import type { Browser } from "./browser.ts";
import type { BrowserRequestInput } from "./browser-input.ts";
import { browseGoal, type BrowseGoalResult, type GoalModel } from "./tools/browse-goal.ts";
import type { BrowserRequest } from "./tools/browser-request.ts";
import { checkPage, type CheckPageResult } from "./tools/check-page.ts";
import { type ExtractDataResult, extractDataTool } from "./tools/extract-data.ts";
import { interpretRequest } from "./tools/interpret-request.ts";
import { readPage, type ReadPageResult } from "./tools/read-page.ts";
import { runProgramTool } from "./tools/run-program.ts";
import { tellOutcome } from "./tools/tell-outcome.ts";
import { takeScreenshot, type TakeScreenshotResult } from "./tools/take-screenshot.ts";

/** What the browser agent answers; `type` tells which. */
export type BrowserResult =
  | BrowseGoalResult
  | ProgramResult
  | ExtractDataResult
  | TakeScreenshotResult
  | ReadPageResult
  | CheckPageResult;

/** What an executor works with. */
export interface BrowserServices {
  readonly browser: Browser;
  readonly goalModel: GoalModel;
}

/** Makes the agent's executor: understands the task, opens a run for it, and hands it to the right tool. */
export function createExecutor({
  browser,
  goalModel,
}: BrowserServices): (
  task: TaskRequest<BrowserRequestInput>,
  context: AgentContext,
) => Promise<BrowserResult> {
  return async (task, context) => {
    const request = interpretRequest(task);
    if (goalModel.model !== undefined) await chargeOnlyWhatIsSettled(context);
    const { signal, runtime } = context;
    return browser.use(
      (actions) => tellOutcome(() => execute(request, actions, context, goalModel), actions.secrets, signal),
      { signal, runtime, ...(request.timeoutMs !== undefined && { timeoutMs: request.timeoutMs }) },
    );
  };
}

async function execute(
  request: BrowserRequest,
  actions: ActionContext,
  context: AgentContext,
  goalModel: GoalModel,
): Promise<BrowserResult> {
  const { signal } = context;
  const act = (action: ActionRecord["action"]): Promise<ActionRecord> => runAction(action, actions, signal);
  const open = (url: string): Promise<ActionRecord> => act({ action: "goto", url });
  const report = (record: ActionRecord): void =>
    context.report({ message: `${describeAction(record.action)}: ${record.status}` });
  switch (request.type) {
    case "browse_goal":
      return browseGoal(request, actions, context, { goalModel, report });
    case "run_program":
      return runProgramTool(request, actions, { signal, onAction: report });
    case "extract_data":
      return extractDataTool(request, { ...actions, open });
    case "take_screenshot":
      return takeScreenshot(request, act);
    case "read_page":
      return readPage(request, { ...actions, open });
    case "check_page":
      return checkPage(request, { ...actions, open });
  }
}

/** A task that names no capability is set aside the dearest one's estimate, and charged it if nothing is reserved. */
async function chargeOnlyWhatIsSettled({ budget }: AgentContext): Promise<void> {
  const reservation = await budget.reserve({ costUsd: 0, tokens: 0 });
  await reservation.settle({ costUsd: 0, tokens: 0 });
}
