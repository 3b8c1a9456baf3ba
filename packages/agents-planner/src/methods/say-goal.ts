import type { Goal } from "../goal/goal.ts";
import { sayLimits, sayOne, sayThe, sayWith, sayWithout } from "./wording.ts";

/** The phrases of a goal that most steps need. */
export interface GoalPhrases {
  /** "a trip to Japan": spoken of for the first time. */
  readonly one: string;
  /** "the trip to Japan": known to the reader, so without what "that", "which" or "so that" say of it. */
  readonly the: string;
  /** " with React, without Redux": empty when the goal names none. */
  readonly tools: string;
  /** ", without nuts". */
  readonly without: string;
  /** " by Friday and for at most 50 USD". */
  readonly limits: string;
}

/** What a goal is about, in the forms in which steps name it. */
export function sayGoal(goal: Goal): GoalPhrases {
  const without = sayWithout(goal);
  return {
    one: sayOne(goal),
    the: goal.objects.length > 1 ? sayThe(goal) : sayThe(goal, shortenName(goal.object)),
    tools: `${sayWith(goal)}${without}`,
    without,
    limits: sayLimits(goal),
  };
}

/** "data pipeline that loads orders" is "data pipeline" once it was named in full. */
function shortenName(object: string): string {
  const short = object.replace(/,?\s(?:that|which|who|so|because|in order to)\s.*$/i, "");
  return short.includes(" ") || short === object ? short : object;
}
