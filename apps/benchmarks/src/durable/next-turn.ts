const { port1, port2 } = new MessageChannel();
const waiting: (() => void)[] = [];
port2.onmessage = () => {
  for (const resolve of waiting.splice(0)) resolve();
  // One that nobody waits at keeps no process alive.
  if (waiting.length === 0) port2.unref();
};
port2.unref();

/** Resolves in a later turn of the event loop, once what has come for the process meanwhile has been seen to. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    port2.ref();
    if (waiting.push(resolve) === 1) port1.postMessage(undefined, []);
  });
}
