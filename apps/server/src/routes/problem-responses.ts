import { problemSchema } from "../api/problem.ts";

const descriptions = {
  400: "Something in the request is wrong; `problems` lists everything, each with its path.",
  404: "Neither the store nor this process knows it; it may have been dropped by retention.",
  409: "It cannot be done as things stand, e.g. because the id belongs to something else.",
  415: "The body is not declared as JSON.",
  422: "It was understood and cannot be done, e.g. `idempotency_key_reused`.",
  429: "Too much at once: come again after the seconds of `Retry-After`.",
  503: "The store does not answer, the server is stopping, or as many streams are open as may be.",
} as const;

type ProblemStatus = keyof typeof descriptions;

/** The responses with which a route refuses. Every other route may add 401, 403, 413, 421 and 429, which are told in common. */
export function problems<const Status extends ProblemStatus>(...statuses: readonly Status[]) {
  const entries = statuses.map((status) => [
    status,
    {
      description: descriptions[status],
      content: { "application/problem+json": { schema: problemSchema } },
    },
  ]);
  return Object.fromEntries(entries) as {
    readonly [S in Status]: {
      readonly description: string;
      readonly content: { readonly "application/problem+json": { readonly schema: typeof problemSchema } };
    };
  };
}
