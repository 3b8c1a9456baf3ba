/** Takes secrets out of a text. */
export type Redact = (text: string) => string;

const replacement = "[secret]";

/** Characters of the beginning or the end of a secret, and of any part of it, that may not be shown. */
const [longestEnd, longestPart] = [8, 12];

/**
 * Creates a function that takes secrets out of texts, also as they look in JSON, in addresses and in base64, and parts of them:
 * providers like to repeat a key but for some stars.
 */
export function createRedact(secrets: readonly string[]): Redact {
  const forms = secrets
    .filter((secret) => secret !== "")
    .flatMap((secret) => [
      secret,
      JSON.stringify(secret).slice(1, -1),
      encodeURIComponent(secret),
      Buffer.from(secret).toString("base64"),
    ]);
  // The longest first, so that a secret within another one does not leave the rest of it.
  const all = [...new Set(forms)].toSorted((left, right) => right.length - left.length);
  return (text) => all.reduce((clean, form) => hideParts(clean.replaceAll(form, replacement), form), text);
}

/** Takes out what is recognisably a part of a secret; the ends of short secrets are words. */
function hideParts(text: string, secret: string): string {
  if (secret.length < longestPart) return text;
  const hidden = new Set<number>();
  const hide = (part: string): void => {
    for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + 1))
      for (let place = at; place < at + part.length; place += 1) hidden.add(place);
  };
  for (let length = longestEnd; length < longestPart; length += 1) {
    hide(secret.slice(0, length));
    hide(secret.slice(-length));
  }
  for (let at = 0; at + longestPart <= secret.length; at += 1) hide(secret.slice(at, at + longestPart));
  if (hidden.size === 0) return text;
  let clean = "";
  for (let at = 0; at < text.length; at += 1) {
    if (!hidden.has(at)) clean += text[at];
    else if (!hidden.has(at - 1)) clean += replacement;
  }
  return clean;
}
