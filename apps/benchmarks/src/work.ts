/** What every task of every contestant does: nothing, asynchronously. The figures are what is left, the way to it and back. */
export async function work(input: number): Promise<number> {
  return input;
}

/** How a voter answers. */
export type Ballot = "approve" | "reject";

/** What every voter of every contestant does: says what it was made to say. */
export async function castVote(ballot: Ballot): Promise<Ballot> {
  return ballot;
}
