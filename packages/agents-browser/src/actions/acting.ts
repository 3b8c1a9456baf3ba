import type { Page } from "playwright-core";
import type { Action } from "../program/action.ts";
import type { Target } from "../program/target.ts";
import type { ActionContext } from "./action-context.ts";
import type { ArtifactReference } from "./action-record.ts";
import type { Gesture } from "./guard-navigation.ts";
import type { FoundElement } from "./targets/found-element.ts";

/** What the doing of one action works with; its time and its stop are the same for every part of it. */
export interface Acting {
  readonly context: ActionContext;
  /** The tab that was current when the action began. Throws `page_closed` when there was none. */
  readonly page: Page;
  /** Aborts when the action's time is over, the caller stops it, or the run ends. */
  readonly signal: AbortSignal;
  /** Aborts a little earlier: for looks at the page that only serve to say what went wrong. */
  readonly lastLook: AbortSignal;
  /** Milliseconds until the work should have given up, so that time is left to say why. */
  remainingMs(): number;
  /** Waits for the element and nothing but it. */
  find(target: Target, options?: FindOptions): Promise<FoundElement>;
  /** Passes the approve hook, when what is about to be done needs it. */
  approve(action: Action, element: FoundElement | undefined, onto?: FoundElement): Promise<void>;
  /** What the action sets off, watched while an approve hook wants to be asked. */
  readonly gesture: Gesture | undefined;
}

/** How an element is looked for. */
export interface FindOptions {
  /** Whether one that nobody sees will do: file inputs and covered check boxes are hidden by design. */
  readonly mayBeHidden?: boolean;
}

/** What came of an action. */
export interface Done {
  /** The same action with targets that will be found again; the action itself when it names none. */
  readonly recorded?: Action | undefined;
  readonly data?: unknown;
  readonly artifact?: ArtifactReference | undefined;
}
