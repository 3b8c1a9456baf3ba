/** What one clause of a goal asks for. */
export type GoalIntent =
  | "click"
  | "doubleClick"
  | "rightClick"
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
  | "collapse"
  | "close"
  | "copy"
  /** What was copied, or found before, into `things`. */
  | "paste"
  | "search"
  /** A key: `value` is "Enter", "Control+A", … */
  | "press"
  /** A page, tab or address that is opened: `things`, or `value` when it is an address. */
  | "go_to"
  | "back"
  | "submit"
  | "wait"
  /** `things` is what it is sorted by, `value` is "ascending" or "descending". */
  | "sort"
  /** `value` is "bold", "italic", "underline" or a colour; `things` the text that gets it. */
  | "style"
  | "resize"
  /** Comes before a clause that acts: its thing is where the next clause looks. */
  | "find"
  | "read"
  | "count"
  | "compute"
  | "highlight"
  | "draw"
  /** Something that the page has a control for, named like the verb: reply, like, delete, book, log in; see `verb`. */
  | "act"
  | "unknown";

/** What must be true of a thing, a value or a number. */
export interface GoalConstraint {
  readonly startsWith?: string | undefined;
  readonly endsWith?: string | undefined;
  readonly contains?: string | undefined;
  readonly equals?: string | undefined;
  readonly lessThan?: number | undefined;
  readonly atMost?: number | undefined;
  readonly greaterThan?: number | undefined;
  readonly atLeast?: number | undefined;
  readonly parity?: "odd" | "even" | undefined;
}

/** What a clause says about a thing on the page. */
export interface ThingPhrase {
  /** As in the goal, without quotes and articles: "second Save button". */
  readonly text: string;
  /** What it is called, without kind, ordinal, colour and size: "Save". Left out when there is only a kind: "the button". */
  readonly name?: string | undefined;
  /** Whether the goal puts the name in quotes: then it is what the page shows, letter by letter. */
  readonly isQuoted: boolean;
  /** "button", "link", "checkbox", "tab", "field", "row", "icon", "circle", … in the singular; synonyms are one: "textbox", "input" and "text box" are "field". */
  readonly kind?: string | undefined;
  /** 1 for the first, -1 for the last, -2 for the last but one. */
  readonly ordinal?: number | undefined;
  /** An English colour name in lower case, or #rrggbb. */
  readonly color?: string | undefined;
  readonly size?: "small" | "large" | "smallest" | "largest" | undefined;
  /** "the cheapest flight" is `{ pick: "lowest", by: "price" }`. */
  readonly superlative?:
    | { readonly pick: "highest" | "lowest"; readonly by?: string | undefined }
    | undefined;
  /** "all posts", "three items"; left out for one. */
  readonly count?: number | "all" | undefined;
  /** "it", "them", "that": what the clause before was about. */
  readonly refersBack?: boolean | undefined;
  /** The row, item, person or section that it belongs to, in words: "Bob" in "the email by Bob". */
  readonly of?: string | undefined;
  /** The same, read. */
  readonly within?: ThingPhrase | undefined;
  readonly such?: GoalConstraint | undefined;
  /** "any colour except red": what it must not be. */
  readonly except?: string | undefined;
  /** "top", "bottom", "left", "right", "top left", …: where it is. */
  readonly position?: string | undefined;
}

/** On what a clause depends. */
export interface GoalCondition {
  readonly kind: "if" | "unless" | "until" | "when" | "while";
  /** As in the goal, without the conjunction. */
  readonly text: string;
  /** "price" in "when the price is below $40". */
  readonly subject?: string | undefined;
  readonly such?: GoalConstraint | undefined;
}

/** One thing to do, or a condition on those that follow. */
export interface GoalClause {
  readonly intent: GoalIntent;
  /** The words of the goal that it was read from. */
  readonly source: string;
  /** Of "act": the verb in its plain form, such as "reply", "log in" or "add". */
  readonly verb?: string | undefined;
  /** What it is done to; several for "select A, B and C". */
  readonly things: readonly ThingPhrase[];
  /** What is entered, set, searched for or chosen, in its own case. */
  readonly value?: string | undefined;
  /** Whether the goal puts the value in quotes. */
  readonly isValueQuoted?: boolean | undefined;
  /** The value is on the page: "enter the price of the laptop into …", "type it into …". */
  readonly valueFrom?: ThingPhrase | undefined;
  /** For drags and moves: where to. */
  readonly destination?: ThingPhrase | undefined;
  /** Where the thing comes to lie, seen from the destination. */
  readonly relation?: "on" | "above" | "below" | "left" | "right" | undefined;
  /** "up", "down", "left", "right", "top", "bottom"; of "resize" "larger" or "smaller". */
  readonly direction?: string | undefined;
  /** How much: positions for drags, steps for "increase by 3", seconds for "wait". */
  readonly amount?: number | undefined;
  /** Further details by the word that leads to them: from, to, on, with, message, quantity, … */
  readonly slots?: readonly { readonly label: string; readonly value: string }[] | undefined;
  /** Where to look: "in the second section, click Save". */
  readonly scope?: ThingPhrase | undefined;
  readonly condition?: GoalCondition | undefined;
  /** "do not subscribe": this must not be done. */
  readonly isNegated?: boolean | undefined;
  /** "only A and B": everything else of its kind stays, or becomes, unchosen. */
  readonly isExclusive?: boolean | undefined;
}

/** A goal as it was understood. */
export interface GoalReading {
  readonly goal: string;
  readonly clauses: readonly GoalClause[];
  /** Words that no clause accounts for; much of it lowers the confidence. */
  readonly unread: readonly string[];
}
