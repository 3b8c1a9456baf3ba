import type { Configuration } from "../settings/config.ts";
import { ServerProblemCode } from "../api/problem.ts";
import { isLoopback } from "./loopback.ts";
import { ProblemError } from "./problem.ts";

const wildcards: readonly string[] = ["0.0.0.0", "::", "[::]"];
const addressPattern = /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[\da-f:.]+\])$/;
const hostPattern = /^(\[[\da-f:.]+\]|[a-z\d_.-]+)(?::\d{1,5})?$/;

/**
 * Makes the check of `Host`, which stops pages whose name was rebound to this machine: a request must name the server by its own
 * host, a loopback name or one of `allowedHosts`; a server on all addresses also by any address, since a name is what is rebound.
 *
 * The check throws `foreign_host`.
 */
export function createHostCheck({ host, allowedHosts }: Configuration): (given: string) => void {
  const own = host.toLowerCase().includes(":") && !host.startsWith("[") ? `[${host}]` : host;
  const allowed = new Set([own, ...allowedHosts].map((name) => name.toLowerCase()));
  const takesAddresses = wildcards.includes(host);
  // Few names are used again and again; whoever sends others is refused before anything is kept.
  let latest: string | undefined;
  return (given) => {
    if (given === latest) return;
    const text = given.toLowerCase();
    const name = hostPattern.exec(text)?.[1];
    const isKnown =
      name !== undefined &&
      (isLoopback(name) ||
        allowed.has(text) ||
        allowed.has(name) ||
        (takesAddresses && addressPattern.test(name)));
    if (!isKnown)
      throw new ProblemError(
        ServerProblemCode.FOREIGN_HOST,
        `This server is not "${given.slice(0, 200)}": address it as ${own}, or name that host in CONVOKE_ALLOWED_HOSTS.`,
      );
    latest = given;
  };
}
