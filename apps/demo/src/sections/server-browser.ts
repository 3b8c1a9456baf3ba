import { AgentType, systemRuntime, type Task, type TaskSpec } from "@convoke/core";
import { serveExpenses } from "../expenses/serve-expenses.ts";
import { formatField } from "../report/text.ts";
import { expectTasks } from "./results.ts";
import type { Section } from "./section.ts";

/**
 * The same page, worked on by the browser agent of a server. Its page is served by this machine, where an agent may
 * only go when its server's policy says so: what came of it is told, and is no miss.
 */
export const serverBrowser: Section = {
  heading: "5. BROWSER AUTOMATION",
  explanation: "An agent works on a web page (fill in → read → picture)",
  asked: "Read the expenses on a page that this demo serves, in the browser of the server.",
  async run({ orchestrator, signal, follow, print, width }) {
    const runId = "browser";
    const startedAt = systemRuntime.now();
    const expenses = await serveExpenses();
    try {
      const steps: readonly TaskSpec[] = [
        {
          agentType: AgentType.BROWSER,
          description: "Read the page of expenses",
          input: { type: "take_screenshot", url: `${expenses.origin}/` },
        },
      ];
      const tasks = await follow({ runId, tasks: expectTasks(runId, steps), isConcurrent: false }, () =>
        orchestrator.executeSequential(steps, { id: runId, signal }),
      );
      const [task] = tasks;
      const isDone = task.status === "completed";
      const said = isDone
        ? "The server's browser agent took a picture of the page, and the server keeps it."
        : `The page is served by the demo itself, at ${expenses.origin}, and the server's browser agent got no picture of it. ${describeFailure(task)} ` +
          "Without --server, an agent of the demo fills in the page.";
      print(formatField("Browser", said, { width }));
      return {
        tasks,
        elapsedMs: systemRuntime.now() - startedAt,
        outcome: isDone ? { picture: task.result } : { browser: said },
        misses: [],
      };
    } finally {
      await expenses.close();
    }
  },
};

/** Why there is no picture; that an agent keeps away from the addresses of its own network is no defect. */
function describeFailure({ status, error, failure }: Task): string {
  return failure?.details?.reason === "outside_policy"
    ? "Its policy keeps it away from private addresses, as it should."
    : `It says: ${(error ?? status).replace(/\.$/, "")}.`;
}
