import type { DocumentFormat } from "../formats/document-format.ts";
import { requireOptions } from "../retrieval/index-options.ts";
import { ErrorCode, OrchestrationError } from "@convoke/core";

/** How much is indexed at most; what is beyond is skipped and reported. */
export interface IndexLimits {
  /** Bytes of one file; a page of HTML, most of which is markup, may have four times as many. @default 1_048_576 */
  readonly maxFileBytes: number;
  /** Bytes of one PDF, most of which are fonts and pictures. @default 33_554_432 */
  readonly maxPdfBytes: number;
  /** Files in all. @default 20_000 */
  readonly maxFiles: number;
  /** Bytes of text in all, without exact copies. @default 268_435_456 */
  readonly maxTotalBytes: number;
}

const defaultLimits: IndexLimits = {
  maxFileBytes: 2 ** 20,
  maxPdfBytes: 2 ** 25,
  maxFiles: 20_000,
  maxTotalBytes: 2 ** 28,
};

/** Fills in the defaults; refuses limits that are no whole number from 1 up, and unknown names. */
export function completeLimits(limits: Partial<IndexLimits> = {}): IndexLimits {
  requireOptions("limits", limits, Object.keys(defaultLimits), "limits.");
  const complete = { ...defaultLimits };
  for (const name of Object.keys(limits) as (keyof IndexLimits)[]) {
    const value = limits[name];
    if (value === undefined) continue;
    if (!Number.isSafeInteger(value) || value < 1) {
      throw new OrchestrationError(
        ErrorCode.INVALID_ARGUMENT,
        `limits.${name} is ${String(value)}; pass a whole number from 1 up.`,
        { details: { option: `limits.${name}` } },
      );
    }
    complete[name] = value;
  }
  return complete;
}

/** How many bytes a file of a format may have. */
export function findMostBytes(limits: IndexLimits, format: DocumentFormat | undefined): number {
  if (format === "pdf") return limits.maxPdfBytes;
  return format === "html" ? limits.maxFileBytes * 4 : limits.maxFileBytes;
}
