import { AgentType } from "@convoke/core";
import { nameSubject } from "../goal-traits.ts";
import { defineMethod } from "../method.ts";
import { sayThe } from "../wording.ts";

const outage =
  /\b(?:(?:is|are|went|goes|has been|been|keeps? going) (?:completely |totally )?(?:down|offline|unreachable|unavailable)|outage|site down|50[0234] errors?|bad gateway|service unavailable|not reachable|production incident)\b/i;

/** Stop the harm first, then look for the cause, then make sure that it does not come back. */
export const restoreService = defineMethod({
  name: "restore-service",
  description: "Bring back something that is down for its users, then remove the cause",
  goal: {
    intents: ["fix", "other"],
    where: (goal) =>
      outage.test(goal.text) && !/\bafter|when I|whenever|if I\b/i.test(goal.text) && isRunning(goal.object),
  },
  subtasks(goal) {
    const subject = sayThe(
      goal,
      nameSubject(goal)
        .replace(/,.*$/, "")
        .replace(/^(?:Production|Everything)\b/, (word) => word.toLowerCase()),
    );
    return {
      given: ["running-system", "code-base"],
      steps: [
        {
          id: "assess",
          agentType: AgentType.DEBUG,
          description: `Find out since when and for whom ${subject} is down, and what changed before`,
          consumes: ["running-system"],
          produces: ["extent"],
          effort: 0.5,
          successCriterion: `the beginning, the extent and the last changes of ${subject} are known`,
        },
        {
          id: "restore",
          agentType: AgentType.DEBUG,
          description: `Bring ${subject} back by the shortest way: roll back, restart, switch off or add capacity`,
          consumes: ["extent"],
          produces: ["restored-service"],
          successCriterion: `users reach ${subject} again and its errors are back to normal`,
        },
        {
          id: "find-cause",
          agentType: AgentType.DEBUG,
          description: `Find the cause of the outage of ${subject} in logs, changes and load`,
          consumes: ["extent", "code-base"],
          produces: ["cause"],
          successCriterion: `the cause of the outage of ${subject} is shown, not guessed`,
        },
        {
          id: "fix-cause",
          agentType: AgentType.CODE,
          description: `Remove the cause of the outage of ${subject}`,
          consumes: ["cause", "restored-service"],
          produces: ["fix"],
          successCriterion: `what brought ${subject} down no longer can`,
        },
        {
          id: "verify",
          agentType: AgentType.TEST,
          description: `Test ${subject} under the conditions in which it went down`,
          consumes: ["fix"],
          successCriterion: `${subject} stays up under those conditions`,
        },
        {
          id: "add-alert",
          agentType: AgentType.CODE,
          description: `Add an alert that would have reported the outage of ${subject} before its users did`,
          consumes: ["cause"],
          effort: 0.5,
          optional: true,
          successCriterion: `the alert for ${subject} goes off in a trial`,
        },
        {
          id: "write-review",
          agentType: AgentType.REVIEW,
          description: `Write down the outage of ${subject}: what happened, why, what changes`,
          consumes: ["extent", "cause", "fix"],
          optional: true,
          successCriterion: `each lesson from the outage of ${subject} has somebody and a date`,
        },
      ],
      risks: [`To bring ${subject} back, the agents must be given access to where it runs.`],
    };
  },
});

function isRunning(object: string): boolean {
  return /\b(?:production|prod|site|website|server|service|api|app|shop|store|platform|backend|system|database|cluster|dashboard|users?|everything)\b/i.test(
    object,
  );
}
