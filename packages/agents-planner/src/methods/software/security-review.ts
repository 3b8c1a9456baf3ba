import { AgentType } from "@convoke/core";
import type { Goal } from "../../goal/goal.ts";
import { isAboutSecurity } from "../goal-traits.ts";
import { defineMethod } from "../method.ts";
import type { StepDraft } from "../step-draft.ts";
import { sayThe, sayWith, sayWithout } from "../wording.ts";

/** Scope and threats, then every kind of weakness at once, findings ranked, fixes with tests. */
export const securityReview = defineMethod({
  name: "security-review",
  description: "Find what attackers could use in something that exists, rank it and remove it",
  goal: { intents: ["review", "test", "improve", "research", "fix", "other"], where: isSecurityWork },
  subtasks(goal) {
    const subject = sayThe(goal, nameReviewed(goal));
    const tools = `${sayWith(goal)}${sayWithout(goal)}`;
    const isDependencies = /\b(?:dependenc(?:y|ies)|packages|libraries)$/i.test(nameReviewed(goal));
    const reviews = isDependencies ? [] : listReviews(subject);
    // who asks for a review has reached the goal when the findings are ranked
    const isReviewOnly = goal.intent !== "improve" && goal.intent !== "fix";
    return {
      given: ["code-base"],
      steps: [
        {
          id: "model-threats",
          agentType: AgentType.REVIEW,
          description: `Set out the scope of ${subject}: entry points, what is worth protecting, likely attackers`,
          consumes: ["code-base"],
          produces: ["threats"],
          successCriterion: `each entry point of ${subject} has the threats that come through it`,
        },
        {
          id: "check-dependencies",
          agentType: AgentType.TEST,
          description: isDependencies
            ? `Check ${subject} for known vulnerabilities`
            : `Check the dependencies of ${subject} for known vulnerabilities`,
          consumes: ["code-base"],
          produces: ["dependency-report"],
          effort: 0.5,
          successCriterion: `each known vulnerability that reaches ${subject} has its version and its remedy`,
        },
        ...reviews,
        {
          id: "rank-findings",
          agentType: AgentType.REVIEW,
          description: `Rank the findings on ${subject} by damage and likelihood`,
          consumes: ["threats", "dependency-report", ...reviews.map(({ id }) => id)],
          produces: ["findings"],
          effort: 0.5,
          successCriterion: `each finding on ${subject} has its place, its weight and a proposed remedy`,
        },
        {
          id: "fix-findings",
          agentType: AgentType.CODE,
          description: `Remove the serious findings on ${subject}${tools}`,
          consumes: ["findings"],
          produces: ["fixes"],
          ...(isReviewOnly ? { optional: true } : {}),
          successCriterion: `no serious finding on ${subject} is open`,
        },
        {
          id: "test-fixes",
          agentType: AgentType.TEST,
          description: `Write a test for each weakness removed from ${subject}, and run all others`,
          consumes: ["fixes", "findings"],
          ...(isReviewOnly ? { optional: true } : {}),
          successCriterion: `each attack on ${subject} fails now and nothing else broke`,
        },
      ],
      risks: [`A review of ${subject} shows weaknesses; it does not prove that there are no others.`],
    };
  },
});

function listReviews(subject: string): StepDraft[] {
  const kinds: readonly (readonly [id: string, what: string, weakness: string])[] = [
    [
      "input",
      `the treatment of outside input in ${subject}`,
      "reaches a query, a command or a page unchecked",
    ],
    ["permissions", `sign-in, permissions and sessions in ${subject}`, "is open to the wrong person"],
    ["secrets", `the storage, transport and logging of secrets in ${subject}`, "lies open"],
  ];
  return kinds.map(([id, what, weakness]) => ({
    id: `review-${id}`,
    agentType: AgentType.REVIEW,
    description: `Review ${what}`,
    consumes: ["code-base", "threats"],
    successCriterion: `it is listed, with its place in ${subject}, what ${weakness}`,
  }));
}

/** "Find a security company" looks for a firm, not for weaknesses. */
function isSecurityWork(goal: Goal): boolean {
  if (!isAboutSecurity(goal)) return false;
  const isQuestion = goal.question !== undefined;
  if (goal.intent === "research")
    return (
      !isQuestion &&
      /\b(?:vulnerabilit|holes?|weakness|security (?:issues?|problems?|bugs?|flaws?))/i.test(goal.object)
    );
  if (goal.intent === "other")
    return /\b(?:review|audit|test|assessment|check|scan|model)\b/i.test(goal.object);
  return true;
}

/** What is looked at: "payment service" in "security review of our payment service". */
function nameReviewed({ object }: Goal): string {
  const found =
    /\b(?:security|vulnerabilit\w+|holes?|threat\w*|penetration|pen-?test|issues?|review|audit|check|assessment|scan)\b.*?\s(?:of|in|on|for) (?:the |our |my )?(.+)$/i.exec(
      object,
    )?.[1];
  const named =
    found ?? object.replace(/\s(?:for|against)\s.*\b(?:security|vulnerab|holes?|attack|weakness).*$/i, "");
  return named.replace(/ and get rid of .*$/i, "");
}
