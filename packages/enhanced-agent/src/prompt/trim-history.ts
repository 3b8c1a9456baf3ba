import type { ModelMessage } from "@convoke/core";

/** How much of a history is kept. */
export interface TrimOptions {
  /** Most tokens of all messages together, by `estimateTokens`. */
  readonly maxTokens: number;
  /** To which share of `maxTokens` a history that is too long is brought down, so that it is not changed at every turn. @default 0.6 */
  readonly targetShare?: number;
}

/** A history that fits; or one that does not, although all that may be shortened is. */
export type TrimmedHistory =
  | { readonly fits: true; readonly messages: readonly ModelMessage[]; readonly tokens: number }
  | { readonly fits: false; readonly messages: readonly ModelMessage[]; readonly tokens: number };

/** Brings a history under its budget; the same array when it is. Keep what it returns: it is trimmed in big, rare steps. */
export function trimHistory(_messages: readonly ModelMessage[], _options: TrimOptions): TrimmedHistory {
  throw new Error("Not written yet.");
}
