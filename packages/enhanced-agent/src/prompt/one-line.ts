/** A text on a single line: whatever a renderer may break a line at becomes a space. */
export function toOneLine(text: string): string {
  return text.replace(/[\s\u0085\u2028\u2029]+/g, " ").trim();
}

/** At most `most` characters, the last of them `…` when something was left out; never half of a pair of surrogates. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most - 1);
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
