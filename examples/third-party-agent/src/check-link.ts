import type { LinkReport } from "./links-schema.ts";

/**
 * Asks one address. An answer that says no is a report; being cancelled rejects with the signal's reason.
 */
export async function checkLink(url: string, signal: AbortSignal): Promise<LinkReport> {
  try {
    const response = await fetch(url, { method: "HEAD", signal });
    return { url, answers: response.ok, detail: `HTTP ${response.status}` };
  } catch (error) {
    signal.throwIfAborted();
    return { url, answers: false, detail: describeFailure(error) };
  }
}

/** `fetch` hides the reason in the cause. */
function describeFailure(error: unknown): string {
  const { message, cause } = error as { message?: string; cause?: { code?: string; message?: string } };
  return cause?.code ?? cause?.message ?? message ?? String(error);
}
