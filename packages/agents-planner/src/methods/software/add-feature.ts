import { AgentType } from "@convoke/core";
import type { Goal } from "../../goal/goal.ts";
import { splitList } from "../../text/phrases.ts";
import { classifyThing } from "../../goal/things.ts";
import { createFeatureSteps } from "./feature-steps.ts";
import { createFinishingSteps } from "./finishing-steps.ts";
import { defineMethod } from "../method.ts";
import { isPlural } from "../../goal/noun-phrase.ts";
import { createResearchSteps } from "../research-steps.ts";
import type { StepDraft } from "../step-draft.ts";
import { sayOne, sayThe, sayWith, sayWithout } from "../wording.ts";

/** Finds the place, plans the change, makes it, and checks that the old behaviour stands. */
export const addFeature = defineMethod({
  name: "add-feature",
  description: "Add something to software that exists",
  goal: { where: (goal) => goal.intent === "add" || isAddition(goal) },
  subtasks(goal) {
    const { feature, place } = splitFeature(goal);
    const named = sayThe(goal, feature);
    const where = place === "" ? "" : ` in ${sayThe(goal, place)}`;
    const tools = `${sayWith(goal)}${sayWithout(goal)}`;
    const research = createResearchSteps(goal, [
      {
        subject: feature,
        question: `${isPlural(feature) ? "How are" : "How is"} ${sayOne(goal, feature)} best added${place === "" ? "" : ` to ${sayThe(goal, place)}`}${tools}?`,
        description: `Find out how ${sayOne(goal, feature)} ${isPlural(feature) ? "are" : "is"} best added${place === "" ? "" : ` to ${sayThe(goal, place)}`}${tools}`,
      },
    ]);
    const target = `${place === "" ? "the code base" : sayThe(goal, place)}${tools}`;
    const parts = (goal.objects.length > 1 ? splitList(feature) : [feature]).map((part) =>
      sayOne(goal, part),
    );
    const changes = createFeatureSteps(parts, target, ["plan", "places", ...research.known]).map(
      (draft): StepDraft => ({ ...draft, madeWith: [...(draft.madeWith ?? []), "recommended"] }),
    );
    return {
      given: ["code-base"],
      steps: [
        ...research.steps,
        {
          id: "find-place",
          agentType: AgentType.CODE,
          description: `Find what ${named} ${isPlural(feature) ? "touch" : "touches"}${where || " in the code base"}`,
          consumes: ["code-base"],
          produces: ["places"],
          effort: 0.3,
          successCriterion: `the files and tests that ${named} ${isPlural(feature) ? "touch" : "touches"} are listed`,
        },
        {
          id: "plan",
          agentType: AgentType.PLANNER,
          description: `Plan the change for ${named}${where}${tools}`,
          task: `Design the behaviour, the interface and the settings of ${named}${where}${sayWith(goal)}${sayWithout(goal)}`,
          consumes: [...research.known, "places"],
          successCriterion: `the change for ${named} is cut into parts that can be merged one by one`,
        },
        ...changes,
        ...createFinishingSteps({
          subject: `${named}${where}`,
          focus: "what worked before",
          work: changes.map((change) => change.id),
        }),
      ],
    };
  },
});

/** "dark mode to the settings page": what is added, and where. */
function splitFeature(goal: Goal): { feature: string; place: string } {
  const match =
    /^(.+?)(?<!\b(?:sign|log|check|opt|zoom|plug|turn|switch)(?:g?ing)?)\s+(?:to|into|in|on)\s+(?:the |our |my |a |an |its |your )?(.+)$/i.exec(
      goal.object,
    ) ?? (goal.intent !== "add" ? /^(.+?)\s+for\s+(?:the |our |my )(.+)$/i.exec(goal.object) : null);
  const isExtension = goal.verb === "extend" || goal.verb === "enable";
  if (match === null || isExtension) return { feature: goal.object, place: "" };
  return { feature: match[1] ?? goal.object, place: match[2] ?? "" };
}

/** "Implement rate limiting in the API gateway": something is made inside what exists. */
function isAddition({ intent, verb, object, text }: Goal): boolean {
  const isWish =
    intent === "other" && /^(?:we|i|they|users?|customers?) (?:need|want|would like|require)\b/i.test(text);
  // "dark mode toggle for the settings page"
  const isBare = intent === "other" && /^(?:|make)$/.test(verb) && !isWish && text.split(" ").length < 16;
  const place = /^[^,;.?]+?\s(?:for|on|in|to) (?:the|our|my) ([^,;.?]+)$/i.exec(object)?.[1];
  if (isBare && place !== undefined && /^(?:web-application|api|library)$/.test(classifyThing(place) ?? ""))
    return classifyThing(object.slice(0, object.length - place.length).trim()) === undefined;
  if (
    isWish &&
    classifyThing(/\s(?:in|into|to|for) (?:the |our |my )(.+)$/i.exec(object)?.[1] ?? "") !== undefined
  )
    return true;
  if (intent !== "build" || !/^(?:implement|develop|code|build|create)$/.test(verb)) return false;
  if (
    verb === "implement" &&
    classifyThing(object) === undefined &&
    !/\bimplement(?:ing)? an?\s/i.test(text) &&
    !/\s(?:in|into|to|for)\s/.test(object)
  )
    return true;
  const [, part = "", where = ""] = /^(.+?)\s(?:in|into|to|for)\s(?:the |our |my )(.+)$/i.exec(object) ?? [];
  const isPlain = verb === "implement" && classifyThing(object) === undefined;
  if (isPlain && !/\bimplement(?:ing)? an?\s/i.test(text)) return true;
  if (part === "" || classifyThing(part) !== undefined) return false;
  return (
    classifyThing(where) !== undefined &&
    (verb === "implement" || /\b(?:in|into|to|for) (?:the|our|my)\b/i.test(text))
  );
}
