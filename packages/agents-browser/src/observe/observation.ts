/** A box in CSS pixels, from the top left corner of the tab's visible part. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where an element's name comes from; `neighbour` and below are guesses for controls that name themselves nowhere. */
export type NameSource =
  | "aria"
  | "label"
  | "text"
  | "alt"
  | "placeholder"
  | "title"
  | "value"
  | "neighbour"
  | "words"
  | "none";

/** An element that a person can see, and that can be acted upon or says something. */
export interface ObservedElement {
  /** Such as `e12`: valid together with the observation's `snapshotId`, until the next observation. */
  readonly ref: string;
  /** The ARIA role, explicit or implied: "button", "textbox", "row", …; "text" for plain text, "graphic" for shapes of SVG, "generic" for what is only clickable. */
  readonly role: string;
  /** What people call it: its accessible name, else an enriched one; see `nameSource`. At most 200 characters. */
  readonly name: string;
  readonly nameSource: NameSource;
  /** Lower case. */
  readonly tag: string;
  /** The words of its class, id, name, title and icon, split and in lower case: "btn-trash" gives "btn" and "trash". */
  readonly words: readonly string[];
  /** Its own visible text, at most 1,000 characters. */
  readonly text: string;
  readonly box: Box;
  /** Whether its middle lies in the visible part of the tab. */
  readonly isInView: boolean;
  /** Whether people would click, type into, or drag it. */
  readonly isInteractive: boolean;
  /** The nearest listed ancestor: a row, an item, a dialog, a form, a group. */
  readonly parent?: string | undefined;
  /** 0 for the page itself, else the number of the frame. */
  readonly frame: number;
  /** What a field holds; never that of a password, nor a secret. */
  readonly value?: string | undefined;
  readonly placeholder?: string | undefined;
  /** "text", "password", "date", "range", … */
  readonly inputType?: string | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly step?: number | undefined;
  readonly isChecked?: boolean | undefined;
  readonly isSelected?: boolean | undefined;
  readonly isExpanded?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly isReadOnly?: boolean | undefined;
  readonly isFocused?: boolean | undefined;
  readonly isRequired?: boolean | undefined;
  readonly isDraggable?: boolean | undefined;
  /** Whether clicks do not reach it, though it is seen: it lies behind something that is not opaque. */
  readonly isCovered?: boolean | undefined;
  /** Whether it holds more than it shows. */
  readonly isScrollable?: boolean | undefined;
  readonly canSelectSeveral?: boolean | undefined;
  /** Of a select, at most 500. */
  readonly options?: readonly { readonly text: string; readonly isSelected: boolean }[] | undefined;
  /** Of a heading. */
  readonly level?: number | undefined;
  /** Of a link, absolute. */
  readonly href?: string | undefined;
  /** Of what is seen: background, else fill, else text; as #rrggbb. */
  readonly color?: string | undefined;
  readonly textColor?: string | undefined;
  readonly fontSize?: number | undefined;
  /** Of SVG: "circle", "rect", "polygon", … */
  readonly shape?: string | undefined;
}

/** What a person sees of a tab at one moment. */
export interface Observation {
  /** Names this moment; refs are valid with it. */
  readonly snapshotId: string;
  readonly url: string;
  readonly title: string;
  /** In reading order, which is document order. */
  readonly elements: readonly ObservedElement[];
  /** CSS pixels. */
  readonly viewport: {
    readonly width: number;
    readonly height: number;
    readonly scrollX: number;
    readonly scrollY: number;
    readonly scrollWidth: number;
    readonly scrollHeight: number;
  };
  /** Elements that were looked at, of all frames. */
  readonly lookedAt: number;
  /** Whether there is more than could be listed. */
  readonly isTruncated: boolean;
  /** Frames that did not answer in time, and are left out; only set when there are any. */
  readonly unansweredFrames?: number | undefined;
}
