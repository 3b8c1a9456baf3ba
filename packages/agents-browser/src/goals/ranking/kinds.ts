import type { ObservedElement } from "../../observe/observation.ts";

/** What elements of a kind look like; any one of the lists is enough. */
interface KindTraits {
  readonly roles?: readonly string[];
  readonly tags?: readonly string[];
  readonly shapes?: readonly string[];
  readonly inputTypes?: readonly string[];
  /** Words of class, id, name or title. */
  readonly words?: readonly string[];
}

const field: KindTraits = { roles: ["textbox", "searchbox", "combobox", "spinbutton"], tags: ["textarea"] };
const item: KindTraits = {
  roles: [
    "listitem",
    "option",
    "menuitem",
    "menuitemcheckbox",
    "menuitemradio",
    "treeitem",
    "row",
    "article",
    "graphic",
  ],
  words: ["item"],
};
const choice: KindTraits = { roles: ["combobox", "listbox"], tags: ["select"] };
const section: KindTraits = {
  roles: ["tab", "heading", "region", "group"],
  tags: ["summary", "details", "section"],
  words: ["section", "accordion", "collapsible", "panel", "header"],
};

/** Traits by what people call things, in the singular. */
const kinds: Readonly<Record<string, KindTraits>> = {
  button: {
    roles: ["button", "menuitem", "switch"],
    tags: ["button"],
    inputTypes: ["submit", "button", "reset", "image"],
    words: ["button", "btn"],
  },
  link: { roles: ["link"], tags: ["a"], words: ["link", "anchor"] },
  checkbox: { roles: ["checkbox", "switch", "menuitemcheckbox"], inputTypes: ["checkbox"] },
  radio: { roles: ["radio", "menuitemradio"], inputTypes: ["radio"] },
  switch: { roles: ["switch", "checkbox"] },
  tab: { roles: ["tab"], words: ["tab", "tabs"] },
  field,
  textbox: { roles: ["textbox", "searchbox"], tags: ["textarea"] },
  textarea: { tags: ["textarea"] },
  select: choice,
  list: { roles: ["list", "listbox", "combobox"], tags: ["ul", "ol", "select"] },
  menu: { roles: ["menu", "menubar", "button"], words: ["menu"] },
  item,
  option: { roles: ["option", "menuitem", "radio", "checkbox"] },
  result: { roles: ["listitem", "link", "article", "row"], words: ["result"] },
  row: { roles: ["row"], tags: ["tr"] },
  cell: { roles: ["cell", "gridcell"], tags: ["td"] },
  column: { roles: ["columnheader"], tags: ["th"] },
  heading: { roles: ["heading"] },
  paragraph: { roles: ["paragraph"], tags: ["p"] },
  section,
  icon: {
    roles: ["img", "graphic", "image"],
    tags: ["img", "svg", "i"],
    words: ["icon", "icons", "glyphicon", "fa"],
  },
  image: { roles: ["img", "image"], tags: ["img"] },
  slider: { roles: ["slider"], inputTypes: ["range"], words: ["slider"] },
  spinner: { roles: ["spinbutton"], inputTypes: ["number"], words: ["spinner"] },
  dialog: { roles: ["dialog", "alertdialog"], words: ["dialog", "modal"] },
  card: { roles: ["article", "listitem"], words: ["card"] },
  post: { roles: ["article", "listitem"], words: ["post", "tweet", "status"] },
  message: { roles: ["article", "listitem", "row"], words: ["email", "mail", "message"] },
  circle: { shapes: ["circle", "ellipse"], words: ["circle"] },
  square: { shapes: ["rect"], words: ["square"] },
  rectangle: { shapes: ["rect"], words: ["rectangle"] },
  box: { shapes: ["rect"], words: ["box"] },
  triangle: { shapes: ["polygon", "path"], words: ["triangle"] },
  /** Letters and digits that are drawn are no shapes to people. */
  shape: { shapes: ["circle", "ellipse", "rect", "polygon", "path", "line"], words: ["shape"] },
};

/** Other names of the kinds. */
const synonyms: Readonly<Record<string, string>> = {
  input: "field",
  "text field": "field",
  "text box": "textbox",
  "input field": "field",
  "text area": "textarea",
  dropdown: "select",
  "drop-down": "select",
  combobox: "select",
  "radio button": "radio",
  "check box": "checkbox",
  toggle: "switch",
  "menu item": "item",
  entry: "item",
  "search result": "result",
  email: "message",
  mail: "message",
  tweet: "post",
  picture: "image",
  popup: "dialog",
  modal: "dialog",
  window: "dialog",
  header: "heading",
  title: "heading",
  accordion: "section",
  hyperlink: "link",
  line: "row",
};

/**
 * How an element fits a kind that the goal names: 1 it is one, 0 it is certainly something else, 0.5 nothing is known.
 * Kinds that are not in the list are compared with the element's role, tag, shape and words.
 */
export function kindFit(kind: string | undefined, element: ObservedElement): number {
  if (kind === undefined) return 0.5;
  const said = kind.toLowerCase();
  if (said.endsWith("result") && isPager(element)) return 0;
  if (said === "letter" || said === "digit" || said === "number") return isGlyph(said, element) ? 1 : 0;
  const traits = kinds[synonyms[said] ?? said];
  if (traits === undefined)
    return element.role === said ||
      element.tag === said ||
      element.shape === said ||
      element.words.includes(said)
      ? 1
      : 0.4;
  if (
    traits.roles?.includes(element.role) === true ||
    traits.tags?.includes(element.tag) === true ||
    (element.shape !== undefined && traits.shapes?.includes(element.shape) === true) ||
    (element.inputType !== undefined &&
      element.tag === "input" &&
      traits.inputTypes?.includes(element.inputType) === true)
  )
    return 1;
  if (traits.words?.some((word) => element.words.includes(word)) === true) return 0.9;
  // What has a clear role of its own is not something else; a plain clickable thing may be anything.
  return element.role === "generic" ||
    element.role === "text" ||
    element.role === "graphic" ||
    element.role === "img"
    ? 0.4
    : 0;
}

/** The numbers and arrows that lead to other pages of a list. */
const isPager = ({ name, words }: ObservedElement): boolean =>
  /^(?:\d{1,4}|[<>«»‹›]{1,2}|next|prev(?:ious)?|first|last)$/iu.test(name.trim()) ||
  words.includes("pagination") ||
  words.includes("pager");

const isGlyph = (kind: string, { text, name }: ObservedElement): boolean =>
  (kind === "letter" ? /^\p{L}$/u : kind === "digit" ? /^\d$/u : /^-?\d+(?:[.,]\d+)?$/u).test(
    (text || name).trim(),
  );

/** Whether text can be entered into it. */
export const isTextField = (element: ObservedElement): boolean =>
  kindFit("field", element) === 1 &&
  element.tag !== "select" &&
  element.isDisabled !== true &&
  element.isReadOnly !== true &&
  !["checkbox", "radio", "submit", "button", "reset", "range", "file", "image"].includes(
    element.inputType ?? "",
  );
export const isCheckable = ({ role }: ObservedElement): boolean =>
  ["checkbox", "radio", "switch", "menuitemcheckbox", "menuitemradio"].includes(role);
