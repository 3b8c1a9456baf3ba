import { script, type Way } from "../way.ts";

/** Spellings of 127.0.0.1, or of what leads there. */
const spellings: Readonly<Record<string, string>> = {
  decimal: "2130706433",
  hexadecimal: "0x7f000001",
  octal: "0177.0.0.1",
  short: "127.1",
  "of the network 127": "127.9.8.7",
  "mapped to IPv6": "[::ffff:127.0.0.1]",
  "of IPv6": "[::1]",
  unspecified: "0.0.0.0",
  "with a trailing dot": "127.0.0.1.",
  "with full-width digits": "１２７.０.０.１",
  localhost: "localhost",
  "localhost with a trailing dot": "localhost.",
  "a name in localhost": "a.localhost",
};

const names: Readonly<Record<string, string>> = {
  "a name with a private address": "private.test",
  "a name with a public and a private address": "mixed.test",
  "a name whose address changes (DNS rebinding)": "rebind.test",
};

const ask =
  (host: string) =>
  (port: number): string =>
    script(`for (let i = 0; i < 4; i += 1) fetch("http://${host}:${port}/" + i, { mode: "no-cors" }).catch(() => {});
    document.body.append(Object.assign(new Image(), { src: "http://${host}:${port}/picture" }))`);

/** One place by many names. */
export const addresses: readonly Way[] = [
  ...Object.entries(spellings).map(
    ([name, host]) =>
      ({
        name: `address ${name.startsWith("a ") || name.startsWith("localhost") ? "by " : ""}${name}`,
        page: ({ port }) => ask(host)(port),
      }) satisfies Way,
  ),
  ...Object.entries(names).map(
    ([name, host]) =>
      ({
        name,
        page: ({ port }) => ask(host)(port),
        isPublicAllowed: true,
      }) satisfies Way,
  ),
  {
    name: "the allowed name on another port",
    page: ({ port }) => ask("site.test")(port),
    act: (page, { namedHome }) => page.goto(namedHome),
  },
  {
    name: "the allowed origin as a user name",
    page: () => "<!doctype html>",
    act: (page, { home, port }) =>
      page.goto(`http://${new URL(home).host.replace(":", "%3A")}@127.0.0.1:${port}/`),
  },
  {
    name: "image with the allowed origin as a user name",
    page: ({ port }) => `<!doctype html><img src="http://127.0.0.1:80@127.0.0.1:${port}/a.png">`,
  },
];
