import { ServerProblemCode } from "../api/problem.ts";
import { ProblemError } from "./problem.ts";

/** Where a browser says that a request comes from; other programs say nothing. */
export interface Provenance {
  readonly host: string;
  readonly origin: string | undefined;
  /** `Sec-Fetch-Site` */
  readonly site: string | undefined;
}

/** Throws `foreign_origin` for a request that a page of another site makes; sites on other ports of this machine are others, too. */
export function checkOrigin({ host, origin, site }: Provenance): void {
  if (site !== undefined && site !== "same-origin" && site !== "none")
    refuse(`a page of another site (${site})`);
  if (origin === undefined) return;
  // Behind a proxy that speaks TLS the scheme is another one than here.
  const named = /^https?:\/\/(.+)$/.exec(origin.toLowerCase())?.[1];
  if (named !== host.toLowerCase()) refuse(`the origin "${origin.slice(0, 200)}"`);
}

function refuse(who: string): never {
  throw new ProblemError(
    ServerProblemCode.FOREIGN_ORIGIN,
    `This request comes from ${who}: only the server's own dashboard, and programs that are no browsers, may make it.`,
  );
}
