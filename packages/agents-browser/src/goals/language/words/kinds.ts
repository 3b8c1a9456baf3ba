/** What things on a page are called, by the one word that a reading uses for them. Plurals are made by rule. */
const synonyms: Readonly<Record<string, readonly string[]>> = {
  button: ["button", "push button"],
  link: ["link", "hyperlink"],
  tab: ["tab"],
  checkbox: ["checkbox", "check box", "tickbox", "tick box"],
  radio: ["radio", "radio button", "radio option"],
  switch: ["switch", "toggle", "toggle switch"],
  field: [
    "field",
    "textbox",
    "text box",
    "text field",
    "input",
    "input field",
    "input box",
    "input textbox",
    "text input",
    "box",
    "entry field",
    "form field",
  ],
  textarea: ["textarea", "text area"],
  "search field": ["search box", "search bar", "search field", "searchbox", "search input"],
  password: ["password", "password field", "password box", "passphrase"],
  username: ["username", "user name", "username field", "login name"],
  dropdown: [
    "dropdown",
    "drop-down",
    "drop down",
    "dropdown list",
    "drop-down list",
    "dropdown menu",
    "drop-down menu",
    "select box",
    "combobox",
    "combo box",
    "select",
  ],
  list: ["list", "scroll list", "listbox", "list box", "scrollable list"],
  menu: ["menu", "context menu", "submenu", "pie menu", "navigation menu", "menu bar"],
  option: ["option", "choice", "menu item", "menu option", "list item"],
  slider: ["slider", "range slider", "range"],
  spinner: ["spinner", "number spinner", "stepper"],
  table: ["table", "grid", "spreadsheet"],
  row: ["row", "table row", "line"],
  column: ["column"],
  cell: ["cell"],
  item: ["item", "entry", "element", "object", "thing"],
  result: ["result", "search result", "hit"],
  icon: ["icon", "symbol"],
  image: ["image", "picture", "photo", "thumbnail", "img", "logo"],
  video: ["video", "clip"],
  dialog: [
    "dialog",
    "dialog box",
    "dialogue",
    "dialogue box",
    "modal",
    "popup",
    "pop-up",
    "pop up",
    "window",
    "modal window",
    "popup window",
    "overlay",
    "banner",
  ],
  section: ["section", "accordion", "panel", "area", "accordion section", "block", "category section"],
  heading: ["heading", "header", "title", "headline"],
  paragraph: ["paragraph"],
  word: ["word"],
  sentence: ["sentence"],
  letter: ["letter", "character"],
  digit: ["digit", "numeral"],
  number: ["number"],
  text: ["text", "passage"],
  tree: ["tree", "tree view", "file tree"],
  folder: ["folder", "directory"],
  file: ["file", "document"],
  calendar: ["calendar", "date picker", "datepicker", "date field", "date input"],
  "color picker": ["color picker", "colour picker", "color wheel", "colour wheel", "colorpicker"],
  editor: ["text editor", "editor", "rich text editor"],
  page: ["page", "webpage", "web page", "screen", "site", "website"],
  form: ["form"],
  email: ["email", "e-mail", "mail", "email message", "e-mail message"],
  message: ["message", "conversation", "thread", "chat"],
  post: ["post", "tweet", "status update"],
  comment: ["comment", "review"],
  user: ["user", "person", "member", "account holder", "friend", "contact"],
  product: ["product", "article"],
  card: ["card", "tile"],
  shape: ["shape", "figure"],
  circle: ["circle", "disc", "disk", "dot"],
  square: ["square"],
  rectangle: ["rectangle"],
  triangle: ["triangle"],
  polygon: ["polygon"],
  ellipse: ["ellipse", "oval"],
  star: ["star"],
  pentagon: ["pentagon"],
  hexagon: ["hexagon"],
  octagon: ["octagon"],
  diamond: ["diamond", "rhombus"],
  point: ["point", "marker"],
  side: ["side"],
};

function pluralOf(word: string): string {
  if (/(?:s|x|ch|sh)$/.test(word)) return `${word}es`;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return `${word}s`;
}

const byWord = new Map<string, { readonly kind: string; readonly isPlural: boolean }>();
for (const [kind, words] of Object.entries(synonyms)) {
  for (const word of words) {
    byWord.set(word, { kind, isPlural: false });
    if (word !== "grid" || kind === "table") byWord.set(pluralOf(word), { kind, isPlural: true });
  }
}
byWord.set("people", { kind: "user", isPlural: true });

/** The most words that a kind has. */
export const longestKind = 2;

/** The kind that a word or two mean, in lower case. */
export function findKind(words: string): { readonly kind: string; readonly isPlural: boolean } | undefined {
  return byWord.get(words);
}
