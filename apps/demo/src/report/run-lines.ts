import type { AgentEvent } from "@convoke/enhanced-agent";
import type { Task } from "@convoke/core";
import { formatTaskLine, markTask, markWidth } from "./task-line.ts";
import { countOf, formatField } from "./text.ts";

/** What the run of a main agent is shown as, a few lines for each thing that happens. */
export interface RunLines {
  describeEvent(event: AgentEvent): string[];
  describeTask(task: Task): string[];
}

/** Creates the lines of one run. */
export function createRunLines({ width }: { readonly width: number }): RunLines {
  const field = (label: string, text: string): string[] => formatField(label, text, { width });
  return {
    describeEvent(event) {
      switch (event.type) {
        case "state-entered":
          return ["", event.state];
        case "planned":
          return [
            ...event.plan.steps.flatMap(({ id, description, agentType }) =>
              field(id, agentType === undefined ? description : `${agentType}: ${description}`),
            ),
            ...event.plan.criteria.flatMap((criterion, at) => field(at === 0 ? "Criteria" : "", criterion)),
          ];
        case "action-refused":
          return field("Refused", event.message);
        case "action-to-confirm":
          return field("Unsure", `${event.action} was not closed: it is sent back to be confirmed`);
        case "problem-found": {
          const { expected, found } = event.problem;
          return field("Problem", `expected ${expected}, found ${found}`);
        }
        case "answer-checked": {
          const failed = event.checks.filter(({ passed }) => !passed);
          const counts = `${countOf(event.checks.length, "check")}, ${failed.length} not passed`;
          return [
            ...field("Checks", counts),
            ...failed.flatMap(({ about, problem }) => field("", `${about}: ${problem ?? "not so"}`)),
          ];
        }
        case "lesson-kept":
          return field("Lesson", event.lesson);
        default:
          return [];
      }
    },
    describeTask: (task) => [`${markTask(task)} ${formatTaskLine(task, { width: width - markWidth })}`],
  };
}
