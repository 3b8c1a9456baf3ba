import { z } from "zod";
import type { Action } from "../program/action.ts";

/** An action as it goes into records: plain JSON, also where it was given a zod schema. */
export function showAction(action: Action): Action {
  if (action.action !== "extract" || !("_zod" in action.schema)) return action;
  try {
    return { ...action, schema: z.toJSONSchema(action.schema as z.ZodType, { unrepresentable: "any" }) };
  } catch {
    // A schema that JSON Schema has no words for still names the action.
    return { ...action, schema: {} };
  }
}
