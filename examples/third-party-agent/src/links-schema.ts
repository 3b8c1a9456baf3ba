import { z } from "zod";

/** What callers pass: the addresses to check. */
export const linksInputSchema = z.object({ urls: z.array(z.url()).min(1).max(1_000) });

export type LinksInput = z.infer<typeof linksInputSchema>;

/** What became of one address. */
export interface LinkReport {
  readonly url: string;
  readonly answers: boolean;
  /** `"HTTP 404"`, or the reason why nothing came back. */
  readonly detail: string;
}

export interface LinksResult {
  /** Compared in votes: the addresses that do not answer, sorted. */
  readonly broken: readonly string[];
  /** One for each address, in the order given. */
  readonly reports: readonly LinkReport[];
}
