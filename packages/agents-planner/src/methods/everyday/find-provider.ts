import { AgentType } from "@convoke/core";
import type { Goal } from "../../goal/goal.ts";
import { toSlug } from "../../text/phrases.ts";
import { makeStepsDistinct } from "../distinct-steps.ts";
import { defineMethod } from "../method.ts";
import { createResearchSteps } from "../research-steps.ts";
import { sayGoal } from "../say-goal.ts";
import type { StepDraft } from "../step-draft.ts";
import { sayOne } from "../wording.ts";

const provider =
  /\b(?:caterers?|bands?|djs?|photographers?|florists?|lawyers?|attorneys?|doctors?|dentists?|therap(?:y|ists?)|plumbers?|electricians?|contractors?|freelancers?|agenc(?:y|ies)|consultants?|accountants?|tax advisors?|tutors?|teachers?|coach(?:es)?|nann(?:y|ies)|babysitters?|cleaners?|movers?|mechanics?|suppliers?|vendors?|manufacturers?|venues?|restaurants?|hotels?|apartments?|flats?|office space|co-?working space|schools?|kindergartens?|day ?care|gyms?|co-?founders?|investors?|sponsors?|speakers?|translators?|designers?|developers?|roommates?|landlords?|jobs?|internships?|volunteers?|influencers?|publishers?|printers?|companies|firms?|insurance|bank account)\b/i;

/** Per kind: candidates, what others say, a question to all alike; then one is recommended. */
export const findProvider = defineMethod({
  name: "find-provider",
  description: "Find a person, a firm or a place for something: a caterer, a lawyer, a flat",
  goal: { verbs: ["find", "search", "search for", "look for", "book", "get"], where: isSearch },
  subtasks(goal) {
    const { one, limits, without } = sayGoal(goal);
    const research = createResearchSteps(goal, [
      {
        subject: `price and choice ${goal.object}`,
        question: `What is usual in price and terms, and what tells good from bad, for ${one}?`,
        description: `Find out what is usual in price and terms for ${one}, and what tells good from bad`,
      },
    ]);
    const searches = makeStepsDistinct(
      goal.objects.map((object): StepDraft => ({
        id: `list-${toSlug(object)}`,
        agentType: AgentType.BROWSER,
        description: `List candidates for ${sayEach(goal, object)} with reviews, price and free dates${without}`,
        successCriterion: `at least four candidates for ${sayEach(goal, object)} can be reached`,
      })),
    );
    const listed = searches.map(({ id }) => id);
    return {
      steps: [
        ...research.steps,
        ...searches,
        {
          id: "write-inquiry",
          agentType: AgentType.KNOWLEDGE,
          description: `Write one inquiry to all candidates for ${one}, with everything that they need for an offer${limits}`,
          question: `What should an inquiry for ${one} say and ask?`,
          consumes: research.known,
          produces: ["inquiry"],
          effort: 0.5,
          successCriterion: `the answers of the candidates for ${one} can be compared line by line`,
        },
        {
          id: "recommend",
          agentType: AgentType.REVIEW,
          description: `Shorten the list for ${one} to two of each kind, with reasons and open questions${limits}`,
          consumes: [...listed, ...research.known],
          produces: ["shortlist"],
          successCriterion: `each candidate for ${one} is kept or dropped by the same criteria`,
        },
        {
          id: "check-terms",
          agentType: AgentType.REVIEW,
          description: `Check terms, deposits and warning signs of the shortlist for ${one}`,
          consumes: ["shortlist", "inquiry"],
          successCriterion: `it is known for ${one} what is owed when either side cancels`,
        },
      ],
      risks: [`Whether the candidates for ${one} are free is known only after they have answered.`],
    };
  },
});

/** "a caterer for our party": the ending that objects share stands behind the noun with its article. */
function sayEach(goal: Goal, object: string): string {
  const [, head = object, rest = ""] =
    /^(.+?)(\s(?:for|in|near|with|who|that|at|within)\s.*)$/i.exec(object) ?? [];
  return `${sayOne(goal, head)}${rest}`;
}

/** "Find a company's revenue" and "find jobs in the queue" look for facts, not for somebody. */
function isSearch({ objects, intent, text, question }: Goal): boolean {
  if (
    question !== undefined ||
    /\b(?:appointments?|tables?)\b/i.test(text) ||
    /^(?:fix|improve|build)$/.test(intent)
  )
    return false;
  if (
    !/\b(?:find|search for|look for|book|get) (?:me |us )?(?:an?|some|\d+|the best|good|reliable|two|three)\b/i.test(
      text,
    )
  )
    return false;
  return objects.every((object) =>
    provider.test(object.replace(/\s(?:for|in|near|with|who|that|to|from|at|within|under)\s.*$/i, "")),
  );
}
