import { BrowserError } from "../errors/browser-error.ts";
import { type ApprovalRequest, type Approve } from "./approval.ts";
import { asksFor } from "./classify-action.ts";

/** How side-effecting actions are approved. */
export interface ApproverOptions {
  /** Asked each time. Left out, a program's and a goal's own actions pass, and a model's unless they pay or delete unasked. */
  readonly approve?: Approve | undefined;
}

/**
 * The approval of actions with effects beyond the page. Without a hook everything that a program or a goal's own words
 * ask for is allowed; what a language model decided on is refused when it pays or deletes and the goal does not ask for that.
 */
export function createApprover({ approve }: ApproverOptions = {}): Approve {
  return approve ?? approveAsAsked;
}

const approveAsAsked: Approve = ({ kind, source, goal = "" }) => {
  if (source !== "model" || (kind !== "pay" && kind !== "delete")) return true;
  return asksFor(goal, kind);
};

/** Whether somebody wants to be asked: false without a hook. */
export function hasHook(approve: Approve): boolean {
  return approve !== approveAsAsked;
}

/**
 * Asks, and waits for the answer no longer than the signal lets it. Rejects with `not_approved` for every answer but
 * `true`, and when the hook throws.
 */
export async function requireApproval(
  approve: Approve,
  request: ApprovalRequest,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const answer = await new Promise<unknown>((resolve, reject) => {
    const stop = (): void => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
    // A hook that throws at once is like one that rejects.
    new Promise((answered) => {
      answered(approve(request, signal));
    })
      .then(resolve, (error: unknown) => reject(signal.aborted ? signal.reason : refuse(request, error)))
      .finally(() => signal.removeEventListener("abort", stop));
  });
  if (answer !== true) throw refuse(request);
}

const deeds: Readonly<Record<ApprovalRequest["kind"], string>> = {
  submit: "sends a form",
  pay: "seems to pay or order",
  delete: "seems to delete something",
  cross_origin: "leads to another origin",
  upload: "uploads a file",
  download: "downloads a file",
};

function refuse(request: ApprovalRequest, cause?: unknown): BrowserError {
  const why = cause === undefined ? "" : "; the approve hook failed";
  return new BrowserError(
    "not_approved",
    `${request.action} ${request.element} was not approved: it ${deeds[request.kind]}${why}.`,
    { ...(cause !== undefined && { cause }), details: { request } },
  );
}
