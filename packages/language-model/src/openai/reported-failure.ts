import { asRecord, asText } from "./read-values.ts";

/** A failure that came with the status 200, in the shape of the client's own errors. */
export function createReportedFailure(error: unknown): Error {
  const { code, message } = asRecord(error);
  return Object.assign(new Error(asText(message) || "the endpoint reports a failure"), {
    status: undefined,
    code: typeof code === "number" ? String(code) : asText(code),
    param: "",
  });
}
