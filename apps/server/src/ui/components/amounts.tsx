import { formatCount, formatMoney, formatShortCount } from "./format.ts";

/** A price in US dollars; a dash where none is known. */
export function Money({ usd }: { readonly usd: number | undefined }) {
  return <span className="figure">{usd === undefined ? "–" : formatMoney(usd)}</span>;
}

/** A number of tokens, in short; the exact one in its title. */
export function Tokens({ count }: { readonly count: number | undefined }) {
  if (count === undefined) return <span className="figure">–</span>;
  return (
    <span className="figure" title={`${formatCount(count)} tokens`}>
      {formatShortCount(count)}
    </span>
  );
}
