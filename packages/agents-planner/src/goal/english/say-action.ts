/** "break the API" gives "breaking the API". */
export function sayAction(words: string): string {
  const [verb = "", ...others] = words.split(" ");
  return [toGerund(verb.toLowerCase()), ...others].join(" ");
}

const doubled =
  /^(?:stop|drop|get|put|run|set|plan|ship|cut|let|begin|log|tag|strip|wrap|swap|omit|commit|forget)$/;

/** From "store" or "stores" to "storing". */
function toGerund(written: string): string {
  const verb = written.replace(/(?<=ch|sh|ss|x|z)es$|(?<=[^s])s$/, "");
  if (doubled.test(verb)) return `${verb}${verb.slice(-1)}ing`;
  if (/[^eoy]e$/.test(verb)) return `${verb.slice(0, -1)}ing`;
  return `${verb}ing`;
}
