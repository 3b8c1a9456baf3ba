import { script, type Way } from "../way.ts";

const form = (method: "get" | "post") =>
  ({
    name: `form, ${method}`,
    page: ({ out }) =>
      `<!doctype html><form method="${method}" action="${out}/"><input name="a" value="secret"><button>Send</button></form>`,
    act: (page) => page.click("button"),
  }) satisfies Way;

/** Forms, links and windows. */
export const navigation: readonly Way[] = [
  form("get"),
  form("post"),
  {
    name: "formaction of a button",
    page: ({ out }) => `<!doctype html><form><button formaction="${out}/">Send</button></form>`,
    act: (page) => page.click("button"),
  },
  {
    name: "a link",
    page: ({ out }) => `<!doctype html><a href="${out}/">Go</a>`,
    act: (page) => page.click("a"),
  },
  {
    name: "a link with target=_blank",
    page: ({ out }) => `<!doctype html><a href="${out}/" target="_blank">Go</a>`,
    act: (page) => page.click("a"),
  },
  { name: "window.open", page: ({ out }) => script(`open("${out}/")`) },
  {
    name: "popup that goes on when its opener is closed",
    page: () => script(`open("popup"); setTimeout(() => close(), 300)`),
    routes: ({ out }) => ({
      popup: { body: script(`setTimeout(() => { location.href = "${out}/" }, 700)`) },
    }),
  },
  {
    name: "window.open with noopener, from a frame",
    page: () => `<!doctype html><iframe src="frame"></iframe>`,
    routes: ({ out }) => ({ frame: { body: script(`open("${out}/", "_blank", "noopener")`) } }),
  },
  {
    name: "ping of a link",
    page: ({ out }) => `<!doctype html><a href="#here" ping="${out}/">Go</a>`,
    act: (page) => page.click("a"),
  },
  {
    name: "download of a link",
    page: ({ out }) => `<!doctype html><a href="${out}/a.bin" download>Get</a>`,
    act: (page) => page.click("a"),
  },
  {
    name: "goto of another address by the caller",
    page: () => "<!doctype html>",
    act: (page, { out }) => page.goto(`${out}/`),
  },
  {
    name: "view-source: of a forbidden page",
    page: () => "<!doctype html>",
    act: (page, { out }) => page.goto(`view-source:${out}/`),
  },
];
