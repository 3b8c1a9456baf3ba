import { waitForExpectation } from "../../expect/wait-for-expectation.ts";
import { recordExpectation } from "../record-for.ts";
import type { Handler } from "./handler.ts";

export const expect: Handler<"expect"> = async (action, acting) => {
  const recorded = { ...action, that: await recordExpectation(action.that, acting) };
  await waitForExpectation(action.that, acting.context, {
    timeoutMs: Math.max(1, acting.remainingMs()),
    signal: acting.signal,
  });
  return { recorded };
};
