import { waitForExpectation } from "../../expect/wait-for-expectation.ts";
import type { Handler } from "./handler.ts";

export const expect: Handler<"expect"> = async (action, acting) => {
  await waitForExpectation(action.that, acting.context, {
    timeoutMs: Math.max(1, acting.remainingMs()),
    signal: acting.signal,
  });
  return { recorded: action };
};
