/** Which tasks of the list are run. */
export type Half = "development" | "kept" | "all";

/**
 * The names of one half of the tasks: sorted as names, the 1st, 3rd, … are for development, the others are kept aside and
 * only measured.
 */
export function tasksOfHalf(names: readonly string[], half: Half): readonly string[] {
  const sorted = names.toSorted();
  return half === "all"
    ? sorted
    : sorted.filter((_, index) => index % 2 === (half === "development" ? 0 : 1));
}
