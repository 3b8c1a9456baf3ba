import { script, type Way } from "../way.ts";

const link = (rel: string, rest = "") =>
  ({
    name: `link rel=${rel}`,
    page: ({ out }) => `<!doctype html><link rel="${rel}" href="${out}/a.js"${rest}>`,
  }) satisfies Way;

const speculate = (action: "prefetch" | "prerender") =>
  ({
    name: `speculation rules, ${action}`,
    page: ({ out }) =>
      `<!doctype html><script type="speculationrules">${JSON.stringify({
        [action]: [{ source: "list", urls: [`${out}/${action}`], eagerness: "immediate" }],
      })}</script>`,
  }) satisfies Way;

/** What a page says may be needed later. */
export const hints: readonly Way[] = [
  link("prefetch"),
  link("preconnect"),
  link("preload", ' as="script"'),
  link("modulepreload"),
  {
    name: "link rel=dns-prefetch and preconnect by name",
    page: ({ port }) =>
      `<!doctype html><link rel="dns-prefetch" href="http://hint.test:${port}"><link rel="preconnect" href="http://hint.test:${port}">`,
  },
  {
    name: "Link header, preload and preconnect",
    page: ({ out }) => ({
      headers: { link: `<${out}/a.css>; rel=preload; as=style, <${out}>; rel=preconnect` },
      body: "<!doctype html>",
    }),
  },
  speculate("prefetch"),
  speculate("prerender"),
  {
    name: "speculation rules of a redirected page",
    page: ({ home }) =>
      `<!doctype html><script type="speculationrules">${JSON.stringify({
        prefetch: [{ source: "list", urls: [`${home}moved`], eagerness: "immediate" }],
      })}</script>`,
    routes: ({ out }) => ({ moved: { status: 302, headers: { location: `${out}/` } } }),
  },
  {
    name: "Speculation-Rules header",
    page: ({ home }) => ({ headers: { "speculation-rules": `"${home}rules"` }, body: "<!doctype html>" }),
    routes: ({ out }) => ({
      rules: {
        headers: { "content-type": "application/speculationrules+json" },
        body: JSON.stringify({ prefetch: [{ source: "list", urls: [`${out}/`], eagerness: "immediate" }] }),
      },
    }),
  },
  {
    name: "link rel=prerender, added by a script",
    page: ({ out }) =>
      script(
        `document.head.append(Object.assign(document.createElement("link"), { rel: "prerender", href: "${out}/" }))`,
      ),
  },
];
