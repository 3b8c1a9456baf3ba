import { AgentType } from "@convoke/core";
import { findKindsOfWork } from "../../research/technology-kinds.ts";
import type { Goal } from "../../goal/goal.ts";
import { classifyThing } from "../../goal/things.ts";
import { toSlug } from "../../text/phrases.ts";
import { makeStepsDistinct } from "../distinct-steps.ts";
import { isAboutSoftware } from "../goal-traits.ts";
import { defineMethod } from "../method.ts";
import { createRequirementSteps } from "./requirement-steps.ts";
import { createResearchSteps } from "../research-steps.ts";
import { sayGoal } from "../say-goal.ts";
import type { StepDraft } from "../step-draft.ts";
import { capitalize, sayOne, sayThe } from "../wording.ts";

/** Pipelines, clusters, monitoring, backups: set up part by part, tried with a failure, reviewed, and written down. */
export const setUpInfrastructure = defineMethod({
  name: "set-up-infrastructure",
  description: "Set up, install or configure what software runs on or is delivered with",
  goal: (goal) => (isSetUp(goal) ? 0.6 : 0),
  subtasks(written) {
    const goal = nameMonitoring(written);
    const { one, the, tools } = sayGoal(goal);
    const verb = goal.verb === "" || goal.verb === "setup" ? "set up" : goal.verb;
    const research = createResearchSteps(goal, [
      {
        subject: goal.object,
        question: `What does it take to ${verb} ${one}${tools}?`,
        description: `Find out what it takes to ${verb} ${one}${tools}`,
      },
    ]);
    const parts = makeStepsDistinct(
      [...goal.objects, ...goal.features].map((part): StepDraft => ({
        id: `set-up-${toSlug(part)}`,
        agentType: AgentType.CODE,
        madeWith: [...findKindsOfWork(part), "infrastructure", "recommended"],
        description: `${capitalize(verb)} ${sayOne(goal, part)}${tools}`,
        consumes: research.known,
        successCriterion: `${sayOne(goal, part)} can be set up again from files by one command`,
      })),
    );
    const work = parts.map(({ id }) => id);
    const requirements = createRequirementSteps(goal.requirements, the, work);
    const made = [...work, ...requirements.map(({ id }) => id)];
    return {
      steps: [
        ...research.steps,
        ...parts,
        ...requirements,
        {
          id: "try-failure",
          agentType: AgentType.TEST,
          description: `Try ${the} with a real case and with a failure made on purpose`,
          consumes: made,
          produces: ["test-report"],
          successCriterion: `${the} does its work in the real case and says clearly what is wrong in the other`,
        },
        {
          id: "review",
          agentType: AgentType.REVIEW,
          description: `Review the access rights, the secrets and the costs of ${the}`,
          consumes: made,
          produces: ["review-report"],
          successCriterion: `each finding on ${the} names its place and weight`,
        },
        {
          id: "resolve-findings",
          agentType: AgentType.DEBUG,
          description: `Resolve what the trial and the review of ${the} found`,
          consumes: ["test-report", "review-report"],
          produces: ["finished-work"],
          successCriterion: `no serious finding on ${the} is open`,
        },
        {
          id: "write-runbook",
          agentType: AgentType.CODE,
          description: `Write down how ${the} is run, changed and brought back after a failure`,
          consumes: ["finished-work"],
          effort: 0.4,
          optional: true,
          successCriterion: `somebody else brings ${the} back by what is written`,
        },
      ],
      risks: [`To ${verb} ${one}, the agents must be given access rights.`],
    };
  },
});

const infrastructureWord =
  /\b(?:backups?|dns|vpn|ssl|tls|certificates?|firewall|load balanc\w+|reverse proxy|domain|single sign-on|sso|staging|feature flags|log(?:ging| aggregation)|alert(?:s|ing)|on-call|disaster recovery|dependabot|auto-?merge|cdn|cron|code scanning|pre-?commit|dev ?containers?)\b/i;

/** A server that runs what others have written, as opposed to one that is to be programmed. */
const namedServer =
  /\b(?:game|minecraft|mail|e-?mail|vpn|plex|media|file|proxy|dns|ftp|nginx|build|git|print|home|staging|backup|linux|ubuntu|production|test|jenkins|log|dev\w*) server\b/i;

function isSetUp(goal: Goal): boolean {
  const { intent, verb, object, technologies } = goal;
  const kind = classifyThing(object);
  if (kind === "document" || kind === "plan" || kind === "tests") return false;
  if (/\b(?:machine[- ]learning|ml|training) pipeline\b/i.test(object)) return false;
  if (/^(?:install|configure|provision)$/.test(verb)) return true;
  if (/^(?:monitor|observe)$/.test(verb))
    return isAboutSoftware({ ...goal, object: object.replace(/\sand .*$/i, "") });
  const isInfrastructure =
    kind === "infrastructure" || (infrastructureWord.test(object) && kind === undefined);
  if (intent === "build") return isInfrastructure || (/^set ?up$/.test(verb) && namedServer.test(object));
  return intent === "other" && verb === "" && isInfrastructure && technologies.length > 0;
}

/** "Monitor the API and alert us when …" sets up the monitoring of the API, which must alert. */
function nameMonitoring(goal: Goal): Goal {
  if (!/^(?:monitor|observe)$/.test(goal.verb)) return goal;
  const [, what = goal.object, told] =
    /^(.+?),? and ((?:alert|warn|notify|ping|page|tell|message) .+)$/i.exec(goal.object) ?? [];
  const object = `monitoring of ${sayThe(goal, what)}`;
  const requirements = [...(goal.requirements ?? []), ...(told === undefined ? [] : [told])];
  return { ...goal, verb: "set up", object, objects: [object], requirements };
}
