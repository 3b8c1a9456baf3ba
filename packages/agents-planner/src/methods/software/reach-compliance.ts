import { AgentType } from "@convoke/core";
import type { Goal } from "../../goal/goal.ts";
import { isInquiry } from "../../goal/verbs.ts";
import { defineMethod } from "../method.ts";
import { createResearchSteps } from "../research-steps.ts";
import { sayThe, sayWith } from "../wording.ts";

const rules =
  /\b(?:GDPR|DSGVO|HIPAA|SOC ?2|PCI(?:[- ]DSS)?|CCPA|ISO ?\d{4,5}|WCAG(?: \d(?:\.\d)?)?(?: AA?A?)?|ADA|Section 508|NIS ?2|DORA|SOX|FDA|CE marking|(?:EU )?AI Act|accessibility (?:guidelines|rules|act|problems|issues|standards?)|accessible|accessibility)\b/;

/** What the rules ask of the thing at hand, where it falls short, the remedies, and proof. */
export const reachCompliance = defineMethod({
  name: "reach-compliance",
  description: "Make something keep to a law or a standard, and be able to show it",
  goal: {
    where: ({ text, intent }) => rules.test(text) && !isInquiry(intent),
    intents: ["build", "improve", "test", "review", "fix", "other"],
  },
  subtasks(goal) {
    const rule = findRule(goal.text);
    const subject = sayThe(goal, nameChecked(goal));
    const tools = sayWith(goal);
    const research = createResearchSteps(goal, [
      {
        subject: `${rule} ${goal.object}`,
        question: `What does ${rule} demand of ${subject}?`,
        description: `Find out what ${rule} demands of ${subject}`,
      },
    ]);
    const isCheckOnly = goal.intent === "test" || goal.intent === "review";
    return {
      given: ["code-base"],
      steps: [
        ...research.steps,
        {
          id: "take-stock",
          agentType: AgentType.REVIEW,
          description: `List which parts of ${subject} fall under ${rule}`,
          consumes: ["code-base"],
          produces: ["inventory"],
          successCriterion: `each part of ${subject} is marked as concerned or not, with the reason`,
        },
        {
          id: "check-gaps",
          agentType: AgentType.REVIEW,
          description: `Check ${subject} against each demand of ${rule}`,
          consumes: ["inventory", ...research.known],
          produces: ["gaps"],
          successCriterion: `each demand of ${rule} is met by ${subject}, or has a gap with its weight`,
        },
        {
          id: "close-gaps",
          agentType: AgentType.CODE,
          description: `Close the gaps of ${subject} towards ${rule}, the weightiest first${tools}`,
          consumes: ["gaps"],
          produces: ["changes"],
          ...(isCheckOnly ? { optional: true } : {}),
          successCriterion: `no weighty gap of ${subject} is open`,
        },
        {
          id: "verify",
          agentType: AgentType.TEST,
          description: `Test ${subject} again for each gap that was closed`,
          consumes: ["changes", "gaps"],
          produces: ["proof"],
          ...(isCheckOnly ? { optional: true } : {}),
          successCriterion: `for each demand of ${rule} there is a test or a record that shows ${subject} meets it`,
        },
      ],
      risks: [
        `Whether ${subject} keeps to ${rule} is in the end for somebody with legal or expert authority to say.`,
      ],
    };
  },
});

/** The standard that is named; accessibility alone means the guidelines that everybody means by it. */
function findRule(text: string): string {
  const named = text.match(new RegExp(rules, "g")) ?? [];
  return (
    named.find((name) => /[A-Z]{3}|\d/.test(name)) ??
    (/accessib/i.test(named[0] ?? "") ? "WCAG" : (named[0] ?? "the rules"))
  );
}

/** "signup flow" in "signup flow GDPR compliant", "website" in "website for accessibility problems". */
function nameChecked({ object, features }: Goal): string {
  const cut = object
    .replace(/\s(?:for|against|according to|with|to)\s.*$/i, "")
    .replace(new RegExp(`\\s*(?:more |fully )?${rules.source}.*$`), "")
    .replace(/\s(?:more )?(?:compliant|conform\w*)$/i, "");
  return cut.trim() === "" ? (features[0] ?? object) : cut.trim();
}
