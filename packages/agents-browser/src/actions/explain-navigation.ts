import { BrowserError } from "../errors/browser-error.ts";
import { translateError } from "../errors/translate-error.ts";
import type { BrowserRun } from "../session/browser-run.ts";

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
  if (refused?.reason === "outside_policy" || refused?.reason === "private_address") {
    return new BrowserError("outside_policy", `${where} was refused: ${refused.problem}`, {
      details: { target: refused.target },
    });
  }
  if (refused?.reason === "limit_exceeded") return new BrowserError("limit_exceeded", refused.problem);
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
