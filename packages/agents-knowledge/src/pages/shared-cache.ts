import { awaitUnlessAborted, type Runtime } from "@convoke/core";

/** Keeps loaded values for a while; who asks at the same time shares one load. */
export interface SharedCache<Value> {
  /** Rejects with what the load rejects with, which is not kept, or with the signal's reason. */
  get(key: string, request: SharedRequest<Value>): Promise<Value>;
}

/** How a value comes about, and for how long it is kept. */
interface SharedRequest<Value> {
  readonly signal: AbortSignal;
  readonly runtime: Runtime;
  /** Its signal aborts when nobody waits any more. */
  readonly load: (signal: AbortSignal) => Promise<Value>;
  readonly keptMs: (value: Value) => number;
}

interface Entry<Value> {
  readonly value: Promise<Value>;
  readonly controller: AbortController;
  waiting: number;
  /** `undefined` while it loads. */
  expiresAt?: number;
}

/** Creates a cache that drops its oldest entries beyond `maxEntries`. */
export function createSharedCache<Value>({ maxEntries }: { maxEntries: number }): SharedCache<Value> {
  const entries = new Map<string, Entry<Value>>();

  function start(key: string, { load, keptMs, runtime }: SharedRequest<Value>): Entry<Value> {
    const controller = new AbortController();
    const entry: Entry<Value> = { value: load(controller.signal), controller, waiting: 0 };
    entries.set(key, entry);
    void settle(key, entry, (value) => runtime.now() + keptMs(value));
    for (const [oldest, { expiresAt }] of entries) {
      if (entries.size <= maxEntries) break;
      if (expiresAt !== undefined) entries.delete(oldest);
    }
    return entry;
  }

  async function settle(key: string, entry: Entry<Value>, expiryOf: (value: Value) => number): Promise<void> {
    try {
      entry.expiresAt = expiryOf(await entry.value);
    } catch {
      drop(key, entry);
    }
  }

  function drop(key: string, entry: Entry<Value>): void {
    if (entries.get(key) === entry) entries.delete(key);
  }

  return {
    async get(key, request) {
      const { signal, runtime } = request;
      signal.throwIfAborted();
      let entry = entries.get(key);
      if (entry?.expiresAt !== undefined && entry.expiresAt <= runtime.now()) {
        drop(key, entry);
        entry = undefined;
      }
      entry ??= start(key, request);
      entry.waiting += 1;
      try {
        const { value } = entry;
        return await awaitUnlessAborted(signal, () => value);
      } finally {
        entry.waiting -= 1;
        if (entry.waiting === 0 && entry.expiresAt === undefined) {
          drop(key, entry);
          entry.controller.abort(signal.reason);
        }
      }
    },
  };
}
