import { createClient } from "@convoke/server/client";
import { readAnswer, type ServerAddress } from "./read-answer.ts";
import { createServerConductor, type ServerConductor } from "./server-conductor.ts";

/** A running server, and what it said about itself. */
export interface Connection {
  readonly conductor: ServerConductor;
  /** The name of its language model; `undefined` where rules decide. */
  readonly model: string | undefined;
}

/** Looks whether a Convoke server answers, and who works there. Throws a `ServerError` in one sentence otherwise. */
export async function connectServer(
  url: string,
  { token, signal }: { readonly token?: string | undefined; readonly signal: AbortSignal },
): Promise<Connection> {
  const address: ServerAddress = { url, token };
  const client = createClient(url, token === undefined ? {} : { token });
  const init = { init: { signal } };
  const statistics = await readAnswer(address, client.api.statistics.$get({}, init), {
    signal,
    isFirst: true,
  });
  const agents = await readAnswer(address, client.api.agents.$get({}, init), { signal });
  return {
    conductor: createServerConductor({ client, address, agents: agents.items }),
    model: statistics.model,
  };
}
