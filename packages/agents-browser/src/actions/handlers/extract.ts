import { awaitUnlessAborted } from "@convoke/core";
import { extractData } from "../../extract/extract-data.ts";
import { callOptions } from "../act-on.ts";
import { recordFor } from "../record-for.ts";
import type { Handler } from "./handler.ts";

export const extract: Handler<"extract"> = async (action, acting) => {
  const { schema, target, fields, rows } = action;
  const recorded = target === undefined ? action : { ...action, target: await recordFor(target, acting) };
  const data = await awaitUnlessAborted(acting.signal, () =>
    extractData({ schema, target, fields, rows }, acting.context, { timeoutMs: callOptions(acting).timeout }),
  );
  return { recorded, data };
};
