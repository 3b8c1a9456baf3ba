import { requireLimit, requireStoreOptions, requireText } from "../errors/store-options.ts";
import { readExchange } from "./read-exchange.ts";
import type { Exchange, SessionStore } from "./session-store.ts";

export interface MemorySessionStoreOptions {
  /** Conversations that are kept; the one that was neither read nor continued for longest makes room. @default 1_000 */
  readonly maxSessions?: number;
  /** Exchanges of one conversation that are kept: the latest. @default 100 */
  readonly maxExchanges?: number;
}

/**
 * Keeps conversations in this process, until it ends. A second exchange of the same `taskId` in a conversation is not kept.
 *
 * @example
 * const sessions = memorySessionStore({ maxSessions: 50 });
 * const agent = createEnhancedAgent({ model, sessions });
 */
export function memorySessionStore(options: MemorySessionStoreOptions = {}): SessionStore {
  requireStoreOptions("memorySessionStore", options, ["maxSessions", "maxExchanges"]);
  const { maxSessions = 1_000, maxExchanges = 100 } = options;
  requireLimit("memorySessionStore", "maxSessions", maxSessions);
  requireLimit("memorySessionStore", "maxExchanges", maxExchanges);
  /** The one that was used last stands last. */
  const sessions = new Map<string, Exchange[]>();
  const use = (sessionId: string): Exchange[] | undefined => {
    const found = sessions.get(sessionId);
    if (found === undefined) return undefined;
    sessions.delete(sessionId);
    sessions.set(sessionId, found);
    return found;
  };
  return {
    async load(sessionId, most) {
      requireText("load", "sessionId", sessionId);
      requireLimit("load", "most", most, 0);
      const exchanges = use(sessionId) ?? [];
      return exchanges.slice(Math.max(0, exchanges.length - most));
    },
    async append(sessionId, given) {
      requireText("append", "sessionId", sessionId);
      const exchange = readExchange(given, "append");
      let exchanges = use(sessionId);
      if (exchanges === undefined) {
        const [idlest] = sessions.keys();
        if (sessions.size >= maxSessions && idlest !== undefined) sessions.delete(idlest);
        sessions.set(sessionId, (exchanges = []));
      }
      if (exchanges.some(({ taskId }) => taskId === exchange.taskId)) return;
      exchanges.push(exchange);
      if (exchanges.length > maxExchanges) exchanges.shift();
    },
  };
}
