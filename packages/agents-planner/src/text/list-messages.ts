/** Messages beyond these are counted, not listed. */
const mostListed = 5;

/** The first messages one after another, and how many more there are. */
export function listMessages(problems: readonly { readonly message: string }[]): string {
  const listed = problems.slice(0, mostListed).map(({ message }) => message);
  const rest = problems.length - listed.length;
  return `${listed.join(" ")}${rest > 0 ? ` And ${rest} more.` : ""}`;
}
