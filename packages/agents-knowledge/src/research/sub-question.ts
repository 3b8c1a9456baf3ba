/** One of the questions that a question is made of. */
export interface SubQuestion {
  readonly question: string;
  /** The same without its purpose; asked when nothing is known about the purpose. */
  readonly general?: string;
  /** What it is about, where that is known: an answer that does not speak of it is none. */
  readonly subject?: string;
}
