/** What is about to be done, for the approve hook. */
export interface ApprovalRequest {
  /** Why it is asked: what the action seems to do. */
  readonly kind: "submit" | "pay" | "delete" | "cross_origin" | "upload" | "download";
  /** The action's name, such as "click". */
  readonly action: string;
  /** What it is done to, in words: `button "Pay now"`. */
  readonly element: string;
  /** Of the page. */
  readonly url: string;
  /** Where it leads, when that is known. */
  readonly destination?: string;
  /** Who decided on the action: a program, a goal's own words, or a language model. */
  readonly source: "program" | "goal" | "model";
  readonly goal?: string;
}

/**
 * Whether a side-effecting action may be done; anything but `true` refuses it. It is asked before the action, by the
 * words and the structure of the page, and, when a page sends a form or leads a tab to another origin without having
 * been approved for that, once more before the request goes out. What scripts fetch or beacon is not asked about, nor
 * redirects; the policy bounds those.
 *
 * @example
 * const approve: Approve = ({ kind, element }) => kind !== "pay" && kind !== "delete" && element !== "";
 */
export type Approve = (request: ApprovalRequest, signal: AbortSignal) => boolean | Promise<boolean>;
