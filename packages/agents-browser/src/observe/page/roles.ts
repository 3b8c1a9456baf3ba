/// <reference lib="dom" />
import type { Dom } from "../../visible/page/dom.ts";

/** What kind of thing an element is. */
export interface Kind {
  /** Empty when it is nothing by itself. */
  readonly role: string;
  /** Whether people act upon it by nature or by what its author wrote on it. */
  readonly isInteractive: boolean;
}

/** Tells roles, given or implied. */
export function createRoles(dom: Dom, heard: ReadonlySet<Element>) {
  const byTag: Readonly<Record<string, string>> = {
    article: "article", button: "button", canvas: "graphic", caption: "caption", dd: "definition",
    details: "group", dialog: "dialog", dt: "term", fieldset: "group", figure: "figure", form: "form",
    iframe: "iframe", frame: "iframe", img: "img", legend: "text", li: "listitem", main: "main",
    menu: "list", meter: "meter", nav: "navigation", ol: "list", optgroup: "group", option: "option",
    output: "status", p: "text", progress: "progressbar", search: "search", summary: "button",
    table: "table", td: "cell", textarea: "textbox", tr: "row", ul: "list", video: "video", audio: "audio",
  }; // prettier-ignore
  const byType: Readonly<Record<string, string>> = {
    button: "button", checkbox: "checkbox", color: "textbox", email: "textbox", file: "button",
    image: "button", number: "spinbutton", radio: "radio", range: "slider", reset: "button",
    search: "searchbox", submit: "button",
  }; // prettier-ignore
  const acted = new Set(
    (
      "button link checkbox radio switch textbox searchbox combobox listbox option slider spinbutton tab menuitem " +
      "menuitemcheckbox menuitemradio treeitem gridcell"
    ).split(" "),
  );
  const given = new Set(
    (
      "button link checkbox radio switch textbox searchbox combobox listbox option slider spinbutton tab menuitem " +
      "menuitemcheckbox menuitemradio treeitem gridcell heading table grid treegrid row cell columnheader rowheader " +
      "rowgroup list listitem dialog alertdialog form group radiogroup tablist tabpanel menu menubar tree toolbar " +
      "progressbar meter status alert log timer tooltip img figure graphic navigation main search region article " +
      "feed separator scrollbar term definition note caption"
    ).split(" "),
  );
  const shapes = new Set([
    "rect",
    "circle",
    "ellipse",
    "polygon",
    "polyline",
    "path",
    "line",
    "image",
    "use",
  ]);
  const handlers =
    /^(?:on|@|v-on:|ng-|\(|data-on-?|x-on:)(?:dbl)?(?:click|mouse(?:down|up|over|enter)|pointer(?:down|up)|touch(?:start|end)|key(?:down|up|press)|drag(?:start)?|drop|change|input)\)?(?:[.:].*)?$/;
  const widgets = /^(?:data-(?:bs-)?toggle|data-handler|data-action|data-dismiss|data-href|jsaction)$/;

  const inputRole = (element: Element): string => {
    const type = (dom.attribute(element, "type") ?? "text").toLowerCase();
    if (type === "hidden") return "";
    if (Object.hasOwn(byType, type)) return byType[type]!;
    return dom.has(element, "list") ? "combobox" : "textbox";
  };

  const implied = (element: Element, tag: string): string => {
    if (/^h[1-6]$/.test(tag)) return "heading";
    if (tag === "a" || tag === "area") return dom.has(element, "href") ? "link" : "";
    if (tag === "input") return inputRole(element);
    if (tag === "select") {
      const isList = dom.has(element, "multiple") || Number(dom.attribute(element, "size") ?? 1) > 1;
      return isList ? "listbox" : "combobox";
    }
    if (tag === "th") return dom.attribute(element, "scope") === "row" ? "rowheader" : "columnheader";
    if (tag === "section") return dom.has(element, "aria-label") ? "region" : "";
    if ((tag === "video" || tag === "audio") && !dom.has(element, "controls")) return "";
    return Object.hasOwn(byTag, tag) ? byTag[tag]! : "";
  };

  const hasHandler = (element: Element): boolean =>
    dom.attributeNames(element).some((name) => handlers.test(name) || widgets.test(name));

  /** Whether it listens itself, and not for all that lies within it, as a page's root does. */
  const listens = (element: Element): boolean => {
    if (!heard.has(element)) return false;
    const { width, height } = dom.rectangle(element);
    const isLarge = width * height > 0.3 * window.innerWidth * window.innerHeight;
    return !isLarge && dom.all(element, "*").length <= 40;
  };

  const isEditable = (element: Element): boolean => {
    const editable = dom.attribute(element, "contenteditable");
    return editable !== null && editable.toLowerCase() !== "false";
  };

  const isDraggable = (element: Element, cursor: string): boolean => {
    if (dom.attribute(element, "draggable") === "true" || cursor === "move" || cursor.startsWith("grab")) {
      return true;
    }
    const classes = dom.attribute(element, "class") ?? "";
    return /(?:^|\s)(?:ui-(?:draggable|sortable-handle)|draggable)(?:\s|$)/.test(classes);
  };

  return {
    isDraggable,
    isEditable,
    isShape: (tag: string): boolean => shapes.has(tag),
    /** `outerCursor` is that of the element around it: a pointer that begins here was meant for this element. */
    tell(element: Element, cursor: string, outerCursor: string): Kind {
      const tag = dom.tag(element);
      const wanted = (dom.attribute(element, "role") ?? "").trim().split(/\s+/, 1)[0]!.toLowerCase();
      const own = implied(element, tag);
      let role = given.has(wanted) ? wanted : own;
      const isNative =
        acted.has(own) ||
        tag === "canvas" ||
        (tag === "a" && (dom.has(element, "class") || dom.has(element, "id")));
      const tabIndex = Number.parseInt(dom.attribute(element, "tabindex") ?? "", 10);
      const startsCursor = cursor !== outerCursor;
      const isInteractive =
        (isNative && own !== "option") ||
        (acted.has(role) && tag !== "option") ||
        tabIndex >= 0 ||
        isEditable(element) ||
        (cursor === "pointer" && startsCursor) ||
        (startsCursor && isDraggable(element, cursor)) ||
        isDraggable(element, "") ||
        hasHandler(element) ||
        listens(element);
      if (isEditable(element) && role === "") role = "textbox";
      if (role === "" && isInteractive && tag !== "body" && tag !== "html") role = "generic";
      return { role: tag === "body" || tag === "html" ? "" : role, isInteractive };
    },
  };
}

export type Roles = ReturnType<typeof createRoles>;
