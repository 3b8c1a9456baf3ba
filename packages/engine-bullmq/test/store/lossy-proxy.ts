import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** A proxy before Redis that loses answers. */
export interface LossyProxy {
  readonly url: string;
  /** How often a connection was cut. */
  readonly cuts: number;
  /**
   * From the next request on: lets so many bytes of the answer through, then cuts the connection, once Redis has answered.
   * Resolves when it is cut.
   */
  loseAnswer(bytes?: number): Promise<void>;
  /** Lets no answers through any more on the connections that stand, or on later ones either. */
  fallSilent(options?: { readonly forGood?: boolean }): void;
  /** Keeps answers back from now on. */
  holdAnswers(): void;
  /** Lets the oldest answer through that is kept back, once there is one. */
  letThrough(): Promise<void>;
  /** Resolves when so many answers are kept back. */
  whenHeld(count: number): Promise<void>;
  /** Ends all connections; later ones work. */
  recover(): void;
  close(): Promise<void>;
}

interface Loss {
  bytes: number;
  readonly onCut: () => void;
}

/** Opens a proxy before the Redis behind `socket`. */
export async function openLossyProxy(socket: string): Promise<LossyProxy> {
  const connections = new Set<Socket>();
  const silent = new WeakSet<Socket>();
  let loss: Loss | undefined;
  let cuts = 0;
  let isSilent = false;
  let held: (() => void)[] | undefined;
  let onHeld: (() => void) | undefined;
  const server = createServer((client) => {
    const redis = connect(socket);
    let hasAsked = false;
    connections.add(client);
    client.on("data", (data) => {
      hasAsked = loss !== undefined;
      redis.write(data);
    });
    redis.on("data", (data) => {
      if (isSilent || silent.has(client)) return;
      if (held !== undefined) {
        held.push(() => client.write(data));
        onHeld?.();
        return;
      }
      if (loss === undefined || !hasAsked) return void client.write(data);
      if (data.length <= loss.bytes) {
        loss.bytes -= data.length;
        return void client.write(data);
      }
      const { bytes, onCut } = loss;
      loss = undefined;
      cuts += 1;
      client.write(data.subarray(0, bytes));
      client.destroySoon();
      onCut();
    });
    const end = (): void => {
      connections.delete(client);
      client.destroy();
      redis.destroy();
    };
    for (const side of [client, redis]) side.on("error", end).on("close", end);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  async function whenHeld(count: number): Promise<void> {
    while ((held?.length ?? 0) < count) await new Promise<void>((resolve) => (onHeld = resolve));
  }

  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get cuts() {
      return cuts;
    },
    loseAnswer: (bytes = 0) => new Promise((resolve) => (loss = { bytes, onCut: resolve })),
    fallSilent({ forGood = false } = {}) {
      isSilent = forGood;
      for (const client of connections) silent.add(client);
    },
    holdAnswers() {
      held = [];
    },
    async letThrough() {
      await whenHeld(1);
      held?.shift()?.();
    },
    whenHeld,
    recover() {
      isSilent = false;
      for (const client of connections) client.destroy();
    },
    async close() {
      held = undefined;
      for (const client of connections) client.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
