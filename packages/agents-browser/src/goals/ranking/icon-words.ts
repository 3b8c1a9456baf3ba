/** What the words in class names and titles of controls without text stand for, by what people call the control. */
const iconWords: Readonly<Record<string, readonly string[]>> = {
  add: ["add", "plus", "new", "create"],
  back: ["back", "arrow", "previous", "prev", "return"],
  cart: ["cart", "basket", "bag"],
  close: ["close", "x", "times", "dismiss", "cancel"],
  copy: ["copy", "duplicate"],
  delete: ["delete", "trash", "remove", "bin", "garbage"],
  down: ["down", "decrease", "decrement", "minus"],
  edit: ["edit", "pencil", "pen", "compose"],
  favorite: ["favorite", "favourite", "star", "heart", "like"],
  forward: ["forward", "fwd"],
  important: ["star", "important", "starred", "flag"],
  like: ["like", "heart", "thumb", "love", "favorite", "upvote"],
  menu: ["menu", "hamburger", "bars", "more"],
  more: ["more", "ellipsis", "dots", "kebab"],
  next: ["next", "right", "forward"],
  previous: ["previous", "prev", "left", "back"],
  reply: ["reply", "respond", "answer"],
  retweet: ["retweet", "repost", "share"],
  save: ["save", "floppy", "disk"],
  search: ["search", "magnifier", "find", "lookup"],
  send: ["send", "submit", "paper"],
  settings: ["settings", "gear", "cog", "preferences"],
  share: ["share", "send"],
  star: ["star", "starred", "favorite", "important"],
  trash: ["trash", "delete", "remove", "bin"],
  x: ["close", "times", "dismiss"],
  up: ["up", "increase", "increment", "plus"],
};

/** Signs that stand for words. */
export const signWords: Readonly<Record<string, string>> = {
  "+": "add",
  "-": "remove",
  "−": "remove",
  "×": "close",
  "✕": "close",
  "✖": "close",
  "»": "next",
  "«": "previous",
  "›": "next",
  "‹": "previous",
  ">": "next",
  "<": "previous",
  "☰": "menu",
  "⋮": "more",
  "…": "more",
  "...": "more",
  "★": "star",
  "☆": "star",
  "♥": "like",
  "🗑": "delete",
  "🔍": "search",
};

/** 0 to 0.85: how well the words of an element name what is wanted. */
export function iconFit(wanted: readonly string[], words: readonly string[]): number {
  let best = 0;
  for (const want of wanted) {
    if (words.includes(want)) best = Math.max(best, 0.85);
    const rank = iconWords[want]?.findIndex((word) => words.includes(word)) ?? -1;
    if (rank >= 0) best = Math.max(best, 0.8 - 0.06 * rank);
  }
  return best;
}
