/** Takes secrets out of a text. */
export type Redact = (text: string) => string;

const replacement = "[secret]";

/** Creates a function that takes secrets out of texts, also as they look in JSON, in addresses and in base64. */
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
  return (text) => all.reduce((clean, form) => clean.replaceAll(form, replacement), text);
}
