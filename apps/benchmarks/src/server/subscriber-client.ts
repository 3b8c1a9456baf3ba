import { request } from "node:http";
import type { SubscribersOrder, SubscribersResult } from "./measure-subscribers.ts";

// The second process of the event streams: many subscribers, each of which counts what it is told.

interface Subscriber {
  readonly cursors: number[];
  leave(): void;
}

let subscribers: readonly Subscriber[] = [];
let told = (): void => undefined;

process.on("message", (order: SubscribersOrder) => {
  const work = order.kind === "open" ? open(order) : count(order.lastCursor);
  work.then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});

async function open({ url, subscribers: wanted }: SubscribersOrder & { kind: "open" }): Promise<object> {
  subscribers = await Promise.all(Array.from({ length: wanted }, () => subscribe(`${url}/api/events`)));
  return {};
}

/** Resolves when everybody has been told of the event `lastCursor`. */
async function count(lastCursor: number): Promise<SubscribersResult> {
  const isThrough = (): boolean => subscribers.every(({ cursors }) => (cursors.at(-1) ?? 0) >= lastCursor);
  while (!isThrough()) await new Promise<void>((resolve) => (told = resolve));
  const counts = subscribers.map(({ cursors }) => cursors.length);
  const isInOrder = subscribers.every(({ cursors }) =>
    cursors.every((cursor, index) => index === 0 || cursor === cursors[index - 1]! + 1),
  );
  for (const { leave } of subscribers) leave();
  return { fewest: Math.min(...counts), most: Math.max(...counts), isInOrder };
}

function subscribe(url: string): Promise<Subscriber> {
  return new Promise((resolve, reject) => {
    const asking = request(url, { agent: false, headers: { accept: "text/event-stream" } }, (response) => {
      const cursors: number[] = [];
      let rest = "";
      let isFirst = true;
      response.setEncoding("latin1");
      response.on("data", (chunk: string) => {
        const frames = (rest + chunk).split("\n\n");
        rest = frames.pop() ?? "";
        for (const frame of frames) {
          // The opening frame tells where the stream begins, and no event.
          const cursor = /^id: (\d+)\ndata: /.exec(frame)?.[1];
          if (cursor !== undefined) cursors.push(Number(cursor));
        }
        if (isFirst) resolve({ cursors, leave: () => void asking.destroy() });
        isFirst = false;
        told();
      });
      response.once("error", () => undefined);
    });
    asking.once("error", reject);
    asking.end();
  });
}
