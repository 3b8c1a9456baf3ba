/** Elements that never hold text of the document, with all that is in them. */
const dropped = new Set(
  (
    "script style noscript template iframe frame frameset object embed applet svg canvas audio video map " +
    "nav dialog menu input button select textarea option optgroup datalist label progress meter portal " +
    "link base meta param source track area noembed noframes"
  ).split(" "),
);

/** Roles of what surrounds a document. */
const droppedRoles = new Set(
  (
    "navigation search dialog alertdialog menu menubar toolbar tablist banner contentinfo complementary " +
    "progressbar slider switch button"
  ).split(" "),
);

const consent =
  /(?:^|[\s_-])(?:cookies?|consent|gdpr)[\s_-]?(?:banner|bar|notice|popup|modal|dialog|overlay|wall|message|consent|bot)?(?:$|[\s_-])/i;

/** Numbers beside the lines of code. */
const lineNumbers = /(?:^|\s)(?:linenos?|linenodiv|lnt?|line-?numbers?|gutter)(?:$|\s)/i;

/** What is hidden by the element's own style; styles of sheets are not looked at. */
const hiddenStyle =
  /(?:^|;)\s{0,20}(?:display\s{0,20}:\s{0,20}none|visibility\s{0,20}:\s{0,20}(?:hidden|collapse)|content-visibility\s{0,20}:\s{0,20}hidden)/i;

const longestStyle = 4_000;

/** True for the elements around a document. */
export function isFrame(name: string): boolean {
  return name === "html" || name === "body" || name === "head";
}

/** True for elements that the reader of a page does not see, or that are no part of its document. */
export function isJunk(name: string, attributes: Readonly<Record<string, string>>): boolean {
  // Frameworks hide the whole page until their script has run.
  if (isFrame(name)) return false;
  if (dropped.has(name) || !/^[a-z][a-z0-9-]{0,40}$/.test(name)) return true;
  if (attributes.hidden !== undefined || attributes["aria-hidden"] === "true") return true;
  const { style, role, id, class: className } = attributes;
  // A style too long to be looked at could hide anything.
  if (style !== undefined && (style.length > longestStyle || hiddenStyle.test(withoutComments(style))))
    return true;
  if (role !== undefined && droppedRoles.has(role.trim().toLowerCase())) return true;
  if ((name === "td" || name === "span") && lineNumbers.test(className?.slice(0, 200) ?? "")) return true;
  if (name !== "div" && name !== "section" && name !== "aside") return false;
  return consent.test((id ?? "").slice(0, 200)) || consent.test((className ?? "").slice(0, 200));
}

function withoutComments(style: string): string {
  return style.includes("/*") ? style.replace(/\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\//g, "") : style;
}
