/** What one clause of a goal asks for. */
export type GoalIntent =
  | "click"
  | "doubleClick"
  | "hover"
  | "enter"
  | "clear"
  | "select"
  | "deselect"
  | "check"
  | "uncheck"
  | "choose_date"
  | "set_value"
  | "drag"
  | "scroll"
  | "expand"
  | "close"
  | "copy"
  | "search"
  | "press"
  | "go_to"
  | "submit"
  | "find"
  | "read"
  | "count"
  | "compute"
  | "highlight"
  | "draw"
  | "unknown";

/** What a clause says about a thing on the page. */
export interface ThingPhrase {
  /** As in the goal, without quotes and articles. */
  readonly text: string;
  /** Whether the goal puts it in quotes: then it is what the page shows, letter by letter. */
  readonly isQuoted: boolean;
  /** "button", "link", "checkbox", "tab", "field", "row", "icon", "circle", … as said, in the singular. */
  readonly kind?: string | undefined;
  /** 1 for the first, -1 for the last. */
  readonly ordinal?: number | undefined;
  readonly color?: string | undefined;
  readonly size?: "small" | "large" | "smallest" | "largest" | undefined;
  /** The row, item, person or section that it belongs to: "the user @ada" in "for the user @ada, click Like". */
  readonly of?: string | undefined;
}

/** One thing to do, or a condition on those that follow. */
export interface GoalClause {
  readonly intent: GoalIntent;
  /** The words of the goal that it was read from. */
  readonly source: string;
  /** What it is done to; several for "select A, B and C". */
  readonly things: readonly ThingPhrase[];
  /** What is entered, set, searched for or chosen. */
  readonly value?: string | undefined;
  /** For drags and moves: where to. */
  readonly destination?: ThingPhrase | undefined;
  /** "up", "down", "left", "right", "top", "bottom". */
  readonly direction?: string | undefined;
}

/** A goal as it was understood. */
export interface GoalReading {
  readonly goal: string;
  readonly clauses: readonly GoalClause[];
  /** Words that no clause accounts for; much of it lowers the confidence. */
  readonly unread: readonly string[];
}
