/** What is invisible or turns the direction of writing, and so could show one thing and mean another; tags and selectors of variants as well. */
const unseen = /(?!\s)[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;

/** A page's text on one line, without what people do not see, cut to so many characters. */
export function oneLine(text: string, most: number): string {
  const plain = text
    .slice(0, most * 4)
    .replace(unseen, "")
    .replace(/\s+/gu, " ")
    .trim();
  // A letter of two halves is not cut through.
  return plain.length > most ? `${plain.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "")}…` : plain;
}

/** The same in quotes, so that it cannot pass for anything but a text of the page. */
export function quote(text: string, most: number): string {
  return `"${oneLine(text, most).replace(/[\\"]/g, "\\$&")}"`;
}
