import type { Connection, Response } from "./connection.ts";
import { followRedirect } from "./page-address.ts";

/** What an address led to. */
export interface Answer {
  /** The address that answered, after redirects. */
  readonly url: URL;
  /** Its body is not read yet: read it or cancel it. */
  readonly response: Response;
}

const redirects = new Set([301, 302, 303, 307, 308]);

/** Requests an address and goes where it redirects to; every address on the way is checked before it is requested. */
export async function follow(
  connection: Connection,
  start: URL,
  context: { readonly signal: AbortSignal; readonly accept: string; check?(url: URL): Promise<void> },
): Promise<Answer> {
  const trail = [start];
  for (;;) {
    const url = trail[trail.length - 1];
    await context.check?.(url);
    const response = await connection.request(url, context);
    const location = redirects.has(response.status) ? response.headers.get("location") : null;
    if (location === null) return { url, response };
    discard(response);
    trail.push(followRedirect(trail, location));
  }
}

/** Lets go of a body that is not wanted, and of its connection. */
export function discard({ body }: Response): void {
  body.destroy();
}
