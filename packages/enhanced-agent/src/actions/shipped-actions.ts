import type { ActionDefinition } from "../action/action-definition.ts";
import { answerAction } from "./answer.ts";
import { consensusAction } from "./consensus.ts";
import { delegateAction } from "./delegate.ts";
import { planAction } from "./plan.ts";
import { reflectAction } from "./reflect.ts";
import { verifyAction } from "./verify.ts";

/** What every main agent can do, in the order in which a run usually does it. */
export const shippedActions: readonly ActionDefinition[] = [
  planAction,
  delegateAction,
  consensusAction,
  answerAction,
  verifyAction,
  reflectAction,
];
