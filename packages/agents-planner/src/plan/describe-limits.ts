import { formatSeconds, formatUsd } from "../text/figures.ts";
import { round } from "../text/round.ts";
import { checkLimitFigures } from "./check-limit-figures.ts";

/** What a plan is held against when it is shown. Whatever is left out is not mentioned. */
export interface ShownLimits {
  /** USD. */
  readonly maxCostUsd?: number | undefined;
  /** Milliseconds. */
  readonly maxDurationMs?: number | undefined;
  /** Milliseconds since 1970; needs `now`. */
  readonly deadlineAt?: number | undefined;
  /** When the plan would start, in milliseconds since 1970. */
  readonly now?: number | undefined;
}

/**
 * Whether each limit is kept: `Limit: 5 USD, estimated 0.85 USD: kept`. Throws `invalid_argument` for limits that are no
 * numbers or negative.
 */
export function describeLimits(
  { costUsd, makespanSeconds }: { readonly costUsd: number; readonly makespanSeconds: number },
  { maxCostUsd, maxDurationMs, deadlineAt, now }: ShownLimits,
): string[] {
  checkLimitFigures("describeLimits", { maxCostUsd, maxDurationMs, deadlineAt, now });
  const lines: string[] = [];
  if (maxCostUsd !== undefined) {
    const over = round(costUsd - maxCostUsd);
    lines.push(
      `Limit: ${maxCostUsd} USD, estimated ${formatUsd(costUsd)}: ${over > 0 ? `missed by ${formatUsd(over)}` : "kept"}`,
    );
  }
  if (maxDurationMs !== undefined) {
    const over = round(makespanSeconds - maxDurationMs / 1000);
    lines.push(
      `Limit: ${formatSeconds(maxDurationMs / 1000)}, estimated ${formatSeconds(makespanSeconds)}: ${over > 0 ? `missed by ${formatSeconds(over)}` : "kept"}`,
    );
  }
  if (deadlineAt !== undefined && now !== undefined) {
    const end = now + makespanSeconds * 1000;
    const verdict =
      end > deadlineAt
        ? `missed by ${formatSeconds((end - deadlineAt) / 1000)}`
        : `kept, ${formatSeconds((deadlineAt - end) / 1000)} to spare`;
    lines.push(`Deadline: ${showMoment(deadlineAt)}, would end ${showMoment(end)}: ${verdict}`);
  }
  return lines;
}

/** In UTC, with seconds where there are some: `2026-11-27 17:30 UTC`. */
export function showMoment(milliseconds: number): string {
  const date = new Date(milliseconds);
  if (Number.isNaN(date.getTime())) return "beyond all calendars";
  const length = date.getUTCSeconds() === 0 ? "2026-11-27 17:30".length : "2026-11-27 17:30:05".length;
  return `${date.toISOString().slice(0, length).replace("T", " ")} UTC`;
}
