import { createHash, timingSafeEqual } from "node:crypto";
import { ServerProblemCode } from "../api/problem.ts";
import { ProblemError } from "./problem.ts";

const hash = (text: string): Buffer => createHash("sha256").update(text).digest();
const bearerPattern = /^bearer +([\w.~+/=-]+) *$/i;

/**
 * Makes the check of `Authorization: Bearer …`; without a token everybody passes. Tokens are compared by their hashes, in a time that
 * tells nothing about either. The check throws `unauthorized`.
 */
export function createTokenCheck(token: string | undefined): (authorization: string | undefined) => void {
  if (token === undefined) return () => undefined;
  const expected = hash(token);
  return (authorization) => {
    const given = bearerPattern.exec(authorization ?? "")?.[1];
    if (given !== undefined && timingSafeEqual(hash(given), expected)) return;
    throw new ProblemError(
      ServerProblemCode.UNAUTHORIZED,
      given === undefined
        ? "This server asks for its token: send Authorization: Bearer with the value of CONVOKE_TOKEN."
        : "That is not the token of this server: send the value of CONVOKE_TOKEN.",
      undefined,
      { "www-authenticate": 'Bearer realm="convoke"' },
    );
  };
}
