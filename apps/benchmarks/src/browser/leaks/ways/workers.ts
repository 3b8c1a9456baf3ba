import { javascript, script, type Way } from "../way.ts";

const socket = (port: number): string => `new WebSocket("ws://127.0.0.1:${port}/")`;
const send = (out: string): string => `fetch("${out}/", { mode: "no-cors" })`;

/** The kinds of workers, and how a page starts the script `worker.js` in each. */
const kinds = {
  "dedicated worker": `new Worker("worker.js")`,
  "shared worker": `new SharedWorker("worker.js")`,
  "service worker": `navigator.serviceWorker.register("worker.js")`,
} as const;

/** WebSockets, and what workers of each kind send: neither is seen by the routes of a page. */
export const workers: readonly Way[] = [
  { name: "WebSocket of the page", page: ({ port }) => script(socket(port)) },
  {
    name: "WebSocket, wss, of the page",
    page: ({ port }) => script(`new WebSocket("wss://127.0.0.1:${port}/")`),
  },
  {
    name: "WebSocketStream",
    page: ({ port }) => script(`new WebSocketStream("ws://127.0.0.1:${port}/")`),
  },
  ...Object.entries(kinds).flatMap(([kind, start]) => [
    {
      name: `WebSocket of a ${kind}`,
      page: () => script(start),
      routes: ({ port }) => ({ "worker.js": javascript(socket(port)) }),
    } satisfies Way,
    {
      name: `fetch of a ${kind}`,
      page: () => script(start),
      routes: ({ out }) => ({ "worker.js": javascript(send(out)) }),
    } satisfies Way,
    {
      name: `importScripts of a ${kind}`,
      page: () => script(start),
      routes: ({ out }) => ({ "worker.js": javascript(`importScripts("${out}/a.js")`) }),
    } satisfies Way,
  ]),
  {
    name: "script of a shared worker, redirected",
    page: () => script(`new SharedWorker("worker.js")`),
    routes: ({ out }) => ({ "worker.js": { status: 302, headers: { location: `${out}/worker.js` } } }),
  },
  {
    name: "blob: worker",
    page: ({ out, port }) =>
      script(
        `new Worker(URL.createObjectURL(new Blob([${JSON.stringify(`${send(out)};${socket(port)}`)}])))`,
      ),
  },
  {
    name: "worker in a sandboxed frame",
    page: ({ port }) =>
      `<!doctype html><iframe sandbox="allow-scripts" srcdoc="<script>new Worker(URL.createObjectURL(new Blob(['new WebSocket(&quot;ws://127.0.0.1:${port}/&quot;)'])))</script>"></iframe>`,
  },
];
