/** "break the API" gives "breaking the API". */
export function sayAction(words: string): string {
  const [verb = "", ...others] = words.split(" ");
  return [toGerund(verb.toLowerCase()), ...others].join(" ");
}

/** One short syllable ("stop"), or a last syllable that is stressed ("forget"), doubles its end. */
const doubled = /^(?:[^aeiou]*[aeiou][bdglmnprt]|(?:re|for|be|sub|com|ad|per|up|out|o)(?:set|get|gin|mit))$/;

/** From "store" or "stores" to "storing". */
function toGerund(written: string): string {
  const verb = written.replace(/(?<=ch|sh|ss|x|z)es$|(?<=[^s])s$/, "");
  if (doubled.test(verb)) return `${verb}${verb.slice(-1)}ing`;
  if (/[^eoy]e$/.test(verb)) return `${verb.slice(0, -1)}ing`;
  return `${verb}ing`;
}
