/** Names that the language itself uses. */
const taken = new Set(["ACTION", "END"]);

/** Whether a name can be that of an action or of a field: up to 64 capitals, digits and single `_`, a letter first. */
export function isActionWord(name: unknown): name is string {
  return (
    typeof name === "string" &&
    name.length <= 64 &&
    /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/.test(name) &&
    !taken.has(name)
  );
}
