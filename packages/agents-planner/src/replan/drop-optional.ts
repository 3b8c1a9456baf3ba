import { refuse, type Strategy } from "./replan-tools.ts";

/** Goes on without a step that the plan can do without: whoever consumes its result does not get it. */
export const dropOptional: Strategy = ({ step }) =>
  step.optional === true
    ? { kind: "drop", reason: "The plan reaches its goal without it, so it goes on without its result." }
    : refuse("the plan needs it");
