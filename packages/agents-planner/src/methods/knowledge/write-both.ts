import { classifyThing } from "../../goal/things.ts";
import type { CompoundStep } from "../compound-step.ts";
import { defineMethod } from "../method.ts";
import { sayOne } from "../wording.ts";

/** "Write tests and documentation for X": each kind by the method that is made for it, all at once. */
export const writeBoth = defineMethod({
  name: "write-both",
  description: "Things of different kinds in one request, such as tests and documentation",
  goal: {
    intents: ["document", "test", "add"],
    where: ({ objects }) => {
      const kinds = objects.map((object) => classifyThing(object));
      return kinds.includes("tests") && kinds.includes("document") && !kinds.includes(undefined);
    },
  },
  subtasks(goal) {
    return {
      steps: goal.objects.map((object, index): CompoundStep => ({
        id: `part-${index + 1}`,
        goal: `Write ${sayOne(goal, object)}`,
      })),
    };
  },
});
