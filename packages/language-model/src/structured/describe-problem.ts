/** Characters of the longest note: estimates set aside what it takes to send it. */
export const longestNote = 1_500;

/** The note that a reply which does not fit is sent back with. */
export function describeProblem(problem: string): string {
  const [before, after] = [
    "That reply cannot be used:\n",
    "\nReply again with the whole corrected JSON value and nothing else.",
  ];
  return `${before}${problem.slice(0, longestNote - before.length - after.length)}${after}`;
}
