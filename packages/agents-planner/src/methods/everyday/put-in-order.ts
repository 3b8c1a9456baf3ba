import { AgentType } from "@convoke/core";
import { defineMethod } from "../method.ts";
import type { Goal } from "../../goal/goal.ts";
import { sayGoal } from "../say-goal.ts";
import { capitalize } from "../wording.ts";

const heap =
  /\b(?:inbox|e-?mails?|photos?|pictures|files|folders?|documents|desktop|downloads|drive|dropbox|bookmarks|notes|contacts?|records|entries|addresses|customer (?:data|list)|spreadsheets?|mailing list|data(?:set)?|tags|library of|music|passwords|subscriptions|calendar|backlog|tickets|issues|garage|closet|wardrobe|kitchen|attic|basement|room|desk|house|apartment|flat|paperwork|receipts|papers|cables|shelf|shelves|garden|cupboards?)\b/i;

/** What is there, rules for what stays, a copy, the work on a small part, the rest, and how it stays that way. */
export const putInOrder = defineMethod({
  name: "put-in-order",
  description: "Tidy a heap of things, files or records: duplicates, leftovers, a wrong order",
  goal: {
    where: isHeap,
    verbs: [
      "clean up",
      "clean",
      "organize",
      "organise",
      "declutter",
      "sort",
      "tidy",
      "tidy up",
      "deduplicate",
      "merge",
      "remove",
      "delete",
      "get rid of",
    ],
  },
  subtasks(goal) {
    const { the, without, limits } = sayGoal(goal);
    const isRoom =
      /\b(?:garage|closet|wardrobe|kitchen|attic|basement|room|desk|house|apartment|flat|cables|shelf|shelves|garden|cupboards?)\b/i.test(
        goal.object,
      );
    const worker = isRoom ? AgentType.KNOWLEDGE : AgentType.CODE;
    const work = `${goal.verb} ${the}`;
    return {
      given: [isRoom ? "list-of-things" : "data"],
      steps: [
        {
          id: "take-stock",
          agentType: AgentType.REVIEW,
          description: `Take stock before you ${work}: kinds, amounts, what is double, what nobody uses`,
          consumes: [isRoom ? "list-of-things" : "data"],
          produces: ["inventory"],
          effort: 0.5,
          successCriterion: `it is known how much of ${the} there is of each kind`,
        },
        {
          id: "set-rules",
          agentType: AgentType.REVIEW,
          description: `Set the rules for ${the}: what stays, where it belongs, what goes, who decides on doubtful cases${without}`,
          consumes: ["inventory"],
          produces: ["rules"],
          effort: 0.5,
          successCriterion: `ten cases from ${the}, drawn by lot, are decided by the rules alone`,
        },
        ...(isRoom
          ? []
          : [
              {
                id: "keep-copy",
                agentType: AgentType.CODE,
                description: `Make a copy of ${the} from which everything can be brought back`,
                consumes: ["data"],
                produces: ["copy"],
                effort: 0.3,
                successCriterion: `one item of ${the} was brought back from the copy`,
              },
            ]),
        {
          id: "try-small-part",
          agentType: worker,
          description: `${capitalize(work)}: a small part first${without}`,
          ...(isRoom ? { question: `In which order should one ${work}?` } : {}),
          consumes: ["rules", ...(isRoom ? [] : ["copy"])],
          produces: ["first-part"],
          effort: 0.5,
          successCriterion: `the first part of ${the} is as the rules say, and nothing of worth is gone`,
        },
        {
          id: "do-rest",
          agentType: worker,
          description: `${capitalize(work)}: everything else, with a record of what went${limits}`,
          ...(isRoom ? { question: `How is it best to ${work} in sessions of an hour?` } : {}),
          consumes: ["first-part", "rules"],
          produces: ["result"],
          successCriterion: `nothing in ${the} breaks the rules any more`,
        },
        {
          id: "check",
          agentType: AgentType.REVIEW,
          description: `Check ${the} against the inventory: counts, a sample of what stayed and of what went`,
          consumes: ["result", "inventory"],
          successCriterion: `the sample from ${the} holds no mistake, or the mistakes are undone`,
        },
        {
          id: "keep-order",
          agentType: AgentType.KNOWLEDGE,
          description: `Say what keeps ${the} in order from now on, with the least effort`,
          question: `What keeps ${the} in order with the least effort?`,
          consumes: ["rules"],
          effort: 0.5,
          optional: true,
          successCriterion: `keeping ${the} in order takes minutes a week`,
        },
      ],
    };
  },
});

/** "Remove the contacts page" and "delete unused files in the repository" are work on code. */
function isHeap({ object, verb, text }: Goal): boolean {
  if (!heap.test(object) || /\bautomatically\b/i.test(text)) return false;
  if (/\b(?:code|repo(?:sitory)?|module|component|page|endpoint|table|css|build|api|package)\b/i.test(object))
    return false;
  const removes = /^(?:remove|delete|get rid of|merge)$/.test(verb);
  return !removes || /\b(?:duplicates?|duplicated?|old|unused|my)\b/i.test(text);
}
