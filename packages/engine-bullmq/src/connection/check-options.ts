import { ErrorCode, OrchestrationError } from "@convoke/core";
import { showValue } from "@convoke/core/store-kit";

/** Throws `invalid_argument` for what cannot say where Redis is; `owner` names the function whose option it is. */
export function checkConnection(owner: string, connection: unknown): void {
  const isText = typeof connection === "string" && connection.trim() !== "";
  if (!isText && (typeof connection !== "object" || connection === null)) {
    const problem = `connection ${showValue(connection)} must say where Redis is`;
    const advice = 'a URL such as "redis://127.0.0.1:6379", the path of a socket, or options of ioredis';
    refuse(owner, "connection", `${problem}: ${advice}`);
  }
  const keyPrefix = isText
    ? /[?&]keyPrefix=/.test(connection as string)
    : (connection as { readonly keyPrefix?: unknown }).keyPrefix;
  if (keyPrefix !== undefined && keyPrefix !== false && keyPrefix !== "") {
    const problem = "connection has a keyPrefix, with which BullMQ cannot work: use prefix instead";
    refuse(owner, "connection", problem);
  }
}

/** Throws `invalid_argument` for what names of keys cannot begin with. */
export function checkPrefix(owner: string, prefix: unknown): void {
  if (prefix === undefined) return;
  if (typeof prefix === "string" && prefix.trim() !== "" && prefix.isWellFormed()) return;
  refuse(
    owner,
    "prefix",
    `prefix ${showValue(prefix)} must be a text that is not empty, e.g. "convoke"; or leave it out`,
  );
}

function refuse(owner: string, option: string, problem: string): never {
  throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, `${owner}: ${problem}.`, { details: { option } });
}
