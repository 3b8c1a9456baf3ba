import type { Token } from "../tokenize.ts";

/** Keys by what people call them, as a keyboard event calls them. */
const keys: Readonly<Record<string, string>> = {
  enter: "Enter",
  return: "Enter",
  escape: "Escape",
  esc: "Escape",
  tab: "Tab",
  space: "Space",
  spacebar: "Space",
  backspace: "Backspace",
  delete: "Delete",
  del: "Delete",
  home: "Home",
  end: "End",
  pageup: "PageUp",
  pagedown: "PageDown",
  "page up": "PageUp",
  "page down": "PageDown",
  up: "ArrowUp",
  down: "ArrowDown",
  left: "ArrowLeft",
  right: "ArrowRight",
  "up arrow": "ArrowUp",
  "down arrow": "ArrowDown",
  "left arrow": "ArrowLeft",
  "right arrow": "ArrowRight",
  "arrow up": "ArrowUp",
  "arrow down": "ArrowDown",
  "arrow left": "ArrowLeft",
  "arrow right": "ArrowRight",
};
const modifiers: Readonly<Record<string, string>> = {
  ctrl: "Control",
  control: "Control",
  alt: "Alt",
  shift: "Shift",
  cmd: "Meta",
  command: "Meta",
  meta: "Meta",
  option: "Alt",
};
/** Keys that a page has buttons for, too. */
const alsoButtons = new Set([
  "delete",
  "home",
  "end",
  "return",
  "up",
  "down",
  "left",
  "right",
  "space",
  "del",
]);

/** "Enter", "the Escape key", "Ctrl+A"; `undefined` when the words name something on the page. */
export function readKey(tokens: readonly Token[], mayBeBare: boolean): string | undefined {
  if (tokens.length === 0 || tokens.length > 5 || tokens.some(({ kind }) => kind === "mark"))
    return undefined;
  if (tokens.some(({ kind }) => kind === "quoted") && tokens.at(-1)!.lower !== "key") return undefined;
  let words = tokens.map(({ kind, lower, text }) => (kind === "quoted" ? text.toLowerCase() : lower));
  if (words[0] === "the") words = words.slice(1);
  const saysKey = words.at(-1) === "key" || words.at(-1) === "keys";
  if (saysKey) words = words.slice(0, -1);
  else if (!mayBeBare || words.length !== tokens.length) {
    if (!(words.length === 1 && words[0] === "enter")) return undefined;
  }
  const name = words.join(" ");
  if (Object.hasOwn(keys, name) && (saysKey || !alsoButtons.has(name))) return keys[name];
  const parts = name.split(/\s?\+\s?/);
  if (parts.length < 2 || parts.length > 4) return saysKey && /^\S$/.test(name) ? name : undefined;
  const held = parts
    .slice(0, -1)
    .map((part) => (Object.hasOwn(modifiers, part) ? modifiers[part] : undefined));
  if (held.includes(undefined)) return undefined;
  const last = parts.at(-1)!;
  return [...held, Object.hasOwn(keys, last) ? keys[last] : last.toUpperCase()].join("+");
}
