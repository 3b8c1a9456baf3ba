import { BrowserError } from "../errors/browser-error.ts";
import type { CheckedPolicy } from "../policy/browser-policy.ts";
import type { RefusedTraffic, Traffic } from "./filtering-proxy.ts";

const mostKept = 100;
const longestText = 300;

/** Counts what one run fetches, and says when it is enough. */
export interface Meter {
  /** Always the present state. */
  readonly traffic: Traffic;
  /** Aborts with `limit_exceeded` once bytes or requests are used up. */
  readonly exhausted: AbortSignal;
  /** Counts one request or connection; false when it is one too many. */
  takeRequest(): boolean;
  /** Counts bytes of either direction; false when they are too many, and for everything after that. */
  takeBytes(bytes: number): boolean;
  refuse(refused: RefusedTraffic): void;
}

export function createMeter({
  maxBytes,
  maxRequests,
}: Pick<CheckedPolicy, "maxBytes" | "maxRequests">): Meter {
  const controller = new AbortController();
  const refused: RefusedTraffic[] = [];
  let refusals = 0;
  let requests = 0;
  let bytes = 0;

  function exceed(option: "maxBytes" | "maxRequests", limit: number, unit: string): boolean {
    controller.abort(
      new BrowserError(
        "limit_exceeded",
        `The run used more than the ${limit} ${unit} that its policy lets it have; raise ${option} for more.`,
        { details: { limit: option, [option]: limit } },
      ),
    );
    return false;
  }

  return {
    traffic: {
      get requests() {
        return requests;
      },
      get bytes() {
        return bytes;
      },
      get refused() {
        return [...refused];
      },
      get refusals() {
        return refusals;
      },
    },
    exhausted: controller.signal,
    takeRequest() {
      if (controller.signal.aborted) return false;
      if (requests >= maxRequests) return exceed("maxRequests", maxRequests, "requests");
      requests += 1;
      return true;
    },
    takeBytes(more) {
      bytes += more;
      if (controller.signal.aborted) return false;
      return bytes <= maxBytes || exceed("maxBytes", maxBytes, "bytes");
    },
    refuse({ target, reason, problem }) {
      refusals += 1;
      refused.push({ target: target.slice(0, longestText), reason, problem: problem.slice(0, longestText) });
      if (refused.length > mostKept) refused.shift();
    },
  };
}
