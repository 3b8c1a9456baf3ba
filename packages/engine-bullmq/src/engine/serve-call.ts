import { type AttemptHost, ErrorCode, OrchestrationError } from "@convoke/core";
import { showValue } from "@convoke/core/store-kit";
import type { CallMethod, WireOutcome } from "../wire/messages.ts";
import { fail, succeed } from "../wire/outcome.ts";

type Serve = (host: AttemptHost, args: readonly unknown[]) => Promise<unknown>;

// Nothing that comes over the wire is called by its name.
const methods: Readonly<Record<CallMethod, Serve>> = {
  delegate: (host, [spec]) => host.delegate(spec as Parameters<AttemptHost["delegate"]>[0]),
  findAgents: (host, [query]) => host.findAgents(query as Parameters<AttemptHost["findAgents"]>[0]),
  recall: (host, [key]) => host.recall(key as string),
  remember: (host, [key, value]) => host.remember(key as string, value),
  waitFor: (host, [key]) => host.waitFor(key as string),
  reserve: (host, [amount]) => host.reserve(amount as Parameters<AttemptHost["reserve"]>[0]),
  settle: (host, [ticket, actual]) =>
    host.settle(
      ticket as Parameters<AttemptHost["settle"]>[0],
      actual as Parameters<AttemptHost["settle"]>[1],
    ),
};

/** Does what an executor has asked for; whatever goes wrong is an answer. */
export async function serveCall(
  host: AttemptHost,
  method: CallMethod,
  args: readonly unknown[],
  maxPayloadBytes: number,
): Promise<WireOutcome> {
  if (!Object.hasOwn(methods, method) || !Array.isArray(args)) {
    const message = `A worker has called ${showValue(method)}, which this coordinator does not know: do both run the same version?`;
    return fail(new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message));
  }
  try {
    const value = await methods[method](host, args);
    return succeed(value, maxPayloadBytes, `The answer to context.${method}`);
  } catch (error) {
    return fail(error);
  }
}

/** The calls during which an attempt holds no slot. */
export function isWait(method: CallMethod): boolean {
  return method === "delegate" || method === "waitFor";
}
