import { extractData } from "../../extract/extract-data.ts";
import { callOptions } from "../act-on.ts";
import { recordFor } from "../record-for.ts";
import { untilAborted } from "../until-aborted.ts";
import type { Handler } from "./handler.ts";

export const extract: Handler<"extract"> = async (action, acting) => {
  const { schema, target, fields, rows } = action;
  const recorded = target === undefined ? action : { ...action, target: await recordFor(target, acting) };
  const data = await untilAborted(
    extractData({ schema, target, fields, rows }, acting.context, { timeoutMs: callOptions(acting).timeout }),
    acting.signal,
  );
  return { recorded, data };
};
