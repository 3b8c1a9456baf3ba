import { type Agent, AgentType, delay } from "@convoke/core";
import { readResearch } from "../sections/results.ts";
import type { Ledger } from "./ledger.ts";

/** The type of the agent that enters subjects into a ledger. */
export const clerkType = "clerk";

/** Long enough to be interrupted by hand. */
const patienceMs = 400;

/** An agent that has a subject looked up, takes its time, and enters what was found into a ledger, once. */
export function createClerk(ledger: Ledger): Agent {
  return {
    agentType: clerkType,
    name: "Ledger Clerk",
    description: "Has a subject looked up and enters what was found into a file",
    capabilities: [
      {
        name: "enter",
        description: "Enters a subject",
        inputTypes: ["subject"],
        outputTypes: ["entry"],
        estimatedTime: patienceMs / 1000,
      },
    ],
    async executor({ input }, context) {
      const { subject } = input as { readonly subject: string };
      const question = `What is ${subject}?`;
      const asked = {
        agentType: AgentType.KNOWLEDGE,
        description: question,
        input: { type: "research", question },
      };
      const answer = readResearch(await context.delegate(asked))?.answer ?? "nothing was found";
      await delay(context.runtime, patienceMs, context.signal);
      // An attempt that is repeated has the same key, so that the line is there once, however often it is asked for.
      await ledger.enter(context.idempotencyKey, `${subject}: ${answer}`);
      return { subject };
    },
  };
}
