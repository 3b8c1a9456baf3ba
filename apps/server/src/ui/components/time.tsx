import { formatAgo, formatDuration, formatElapsed, formatMoment } from "./format.ts";
import { useNow } from "./use-now.ts";

/** A span of time, in milliseconds; a dash where there is none. */
export function Duration({ ms }: { readonly ms: number | undefined }) {
  return <span className="figure">{ms === undefined ? "–" : formatDuration(ms)}</span>;
}

/** How long something has taken: counts by the second until `until` is known; a dash before it starts. */
export function Elapsed({
  since,
  until,
}: {
  readonly since: number | undefined;
  readonly until?: number | undefined;
}) {
  const isCounting = since !== undefined && until === undefined;
  const now = useNow(1_000, isCounting);
  if (since === undefined) return <span className="figure">–</span>;
  if (until !== undefined) return <Duration ms={until - since} />;
  return <span className="figure">{formatElapsed(now - since)}</span>;
}

/** How long ago something was, kept up to date; the moment itself in its title. */
export function Ago({ at }: { readonly at: number | undefined }) {
  const now = useNow(1_000, at !== undefined);
  if (at === undefined) return <span className="figure">–</span>;
  return (
    <time className="figure" dateTime={new Date(at).toISOString()} title={formatMoment(at)}>
      {formatAgo(now - at)}
    </time>
  );
}
