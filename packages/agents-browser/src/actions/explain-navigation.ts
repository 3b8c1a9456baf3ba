import { BrowserError } from "../errors/browser-error.ts";
import { translateError } from "../errors/translate-error.ts";
import type { BrowserRun } from "../session/browser-run.ts";
import type { FailedLanding } from "../session/watch-navigation.ts";

/** Why an address could not be gone to: what the proxy refused since, else what Chromium says. */
export function explainNavigation(
  error: unknown,
  url: URL | undefined,
  run: BrowserRun,
  refusalsBefore: number,
): unknown {
  if (BrowserError.is(error)) return error;
  const message = error instanceof Error ? error.message : "";
  const where = url?.origin ?? "The page";
  const refused = run.traffic.refusals > refusalsBefore ? run.traffic.refused.at(-1) : undefined;
  if (refused !== undefined) return describeRefused(refused, where);
  if (/Timeout .*exceeded/.test(message))
    return new BrowserError("timeout", `${where} did not answer in time.`);
  if (/Download is starting/.test(message)) {
    return new BrowserError(
      "download_failed",
      `${where} sent a file, not a page; get it with the action "download" on its link.`,
    );
  }
  return translateError(error, `going to ${where}`);
}

/** Why the proxy answered in place of this server; `undefined` when the server itself did. Servers have no say in it. */
export function findRefusal(
  address: string,
  run: BrowserRun,
  refusalsBefore: number,
): BrowserError | undefined {
  const { refusals, refused } = run.traffic;
  const origin = URL.parse(address)?.origin;
  const own = refused
    .slice(Math.max(0, refused.length - (refusals - refusalsBefore)))
    .findLast(({ target }) => target === origin);
  return own && describeRefused(own, own.target);
}

/** Why the tab shows no page but a refusal or a failure; `undefined` when it shows a page. */
export function explainLanding(
  { url, failure }: FailedLanding,
  { traffic: { refused } }: BrowserRun,
): BrowserError {
  const address = URL.parse(url);
  const authority = address && `${address.hostname}:${address.port || "443"}`;
  const own = refused.findLast(({ target }) => target === address?.origin || target === authority);
  const where = address?.origin ?? "The page";
  if (own !== undefined) return describeRefused(own, where);
  const error = translateError(
    new Error(`net::${(failure ?? "").replace(/^net::/, "")}`),
    `going to ${where}`,
  );
  return BrowserError.is(error) && error.reason !== "browser_failed"
    ? error
    : new BrowserError("unreachable", `${where} could not be reached.`);
}

function describeRefused(
  { reason, target, problem }: BrowserRun["traffic"]["refused"][number],
  where: string,
): BrowserError {
  if (reason === "limit_exceeded") return new BrowserError("limit_exceeded", problem);
  const isOutside = reason === "outside_policy" || reason === "private_address";
  return new BrowserError(isOutside ? "outside_policy" : "unreachable", `${where} was refused: ${problem}`, {
    details: { target },
  });
}
