import { script, type Way } from "../way.ts";

/** What scripts of a page send. */
export const requests: readonly Way[] = [
  { name: "fetch", page: ({ out }) => script(`fetch("${out}/", { mode: "no-cors" })`) },
  {
    name: "XMLHttpRequest",
    page: ({ out }) => script(`const x = new XMLHttpRequest(); x.open("GET", "${out}/"); x.send()`),
  },
  { name: "sendBeacon", page: ({ out }) => script(`navigator.sendBeacon("${out}/", "secret")`) },
  {
    name: "fetch keepalive on unload",
    page: ({ out }) =>
      script(`addEventListener("pagehide", () =>
        fetch("${out}/", { method: "POST", body: "secret", keepalive: true, mode: "no-cors" }))`),
    routes: () => ({ next: { body: "<!doctype html>next" } }),
    act: (page, { home }) => page.goto(`${home}next`),
  },
  {
    name: "sendBeacon on unload",
    page: ({ out }) =>
      script(`addEventListener("pagehide", () => navigator.sendBeacon("${out}/", "secret"))`),
    routes: () => ({ next: { body: "<!doctype html>next" } }),
    act: (page, { home }) => page.goto(`${home}next`),
  },
  {
    name: "fetchLater",
    page: ({ out }) => script(`fetchLater("${out}/", { activateAfter: 100, mode: "no-cors" })`),
  },
  { name: "EventSource", page: ({ out }) => script(`new EventSource("${out}/")`) },
  { name: "import()", page: ({ out }) => script(`import("${out}/a.js")`) },
  {
    name: "FontFace",
    page: ({ out }) => script(`new FontFace("f", "url(${out}/a.woff2)").load()`),
  },
  {
    name: "audio worklet",
    page: ({ out }) => script(`new OfflineAudioContext(1, 9, 44100).audioWorklet.addModule("${out}/a.js")`),
  },
];
