import { script, type Way } from "../way.ts";

/** Markup that loads, with how it is called. */
const markup: Readonly<Record<string, (out: string) => string>> = {
  img: (out) => `<img src="${out}/a.png">`,
  "img srcset": (out) => `<img srcset="${out}/a.png 1x, ${out}/b.png 2x">`,
  "input type=image": (out) => `<input type="image" src="${out}/a.png">`,
  "svg image": (out) => `<svg><image href="${out}/a.png" width="9" height="9"/></svg>`,
  "script src": (out) => `<script src="${out}/a.js"></script>`,
  "module script": (out) => `<script type="module">import "${out}/a.js";</script>`,
  "import map": (out) =>
    `<script type="importmap">{"imports":{"x":"${out}/a.js"}}</script><script type="module">import "x";</script>`,
  stylesheet: (out) => `<link rel="stylesheet" href="${out}/a.css">`,
  "CSS import": (out) => `<style>@import "${out}/a.css";</style>`,
  "CSS background": (out) => `<div style="width:9px;height:9px;background:url(${out}/a.png)"></div>`,
  "CSS font": (out) =>
    `<style>@font-face{font-family:f;src:url(${out}/a.woff2)}p{font-family:f}</style><p>text</p>`,
  iframe: (out) => `<iframe src="${out}/"></iframe>`,
  object: (out) => `<object data="${out}/a"></object>`,
  embed: (out) => `<embed src="${out}/a">`,
  video: (out) => `<video src="${out}/a.mp4" autoplay muted></video>`,
  "video poster": (out) => `<video poster="${out}/a.png"></video>`,
  audio: (out) => `<audio src="${out}/a.mp3" autoplay muted></audio>`,
  track: (out) =>
    `<video crossorigin src="a.mp4"><track src="${out}/a.vtt" kind="subtitles" default></video>` +
    `<script>document.querySelector("track").track.mode = "showing"</script>`,
  favicon: (out) => `<link rel="icon" href="${out}/favicon.ico">`,
  manifest: (out) => `<link rel="manifest" href="${out}/manifest.json">`,
  "base href": (out) => `<base href="${out}/"><img src="a.png">`,
  "source map": (out) => `<script>1\n//# sourceMappingURL=${out}/a.map\n</script>`,
};

export const elements: readonly Way[] = [
  ...Object.entries(markup).map(
    ([name, write]) =>
      ({
        name,
        page: ({ out }) => `<!doctype html><body>${write(out)}`,
      }) satisfies Way,
  ),
  {
    name: "iframe srcdoc that loads",
    page: ({ out }) => `<!doctype html><iframe srcdoc="<img src='${out}/a.png'>"></iframe>`,
  },
  {
    name: "data: document that loads",
    page: ({ out }) =>
      script(`document.body.append(Object.assign(document.createElement("iframe"),
        { src: "data:text/html,<img src='${out}/a.png'><script>fetch('${out}/',{mode:'no-cors'})<\\/script>" }))`),
  },
  {
    name: "blob: document that loads",
    page: ({ out }) =>
      script(`const blob = new Blob(["<img src='${out}/a.png'>"], { type: "text/html" });
        document.body.append(Object.assign(document.createElement("iframe"), { src: URL.createObjectURL(blob) }))`),
  },
];
