import { redirect, script, type Way } from "../way.ts";

const statuses = [301, 302, 307, 308];

/** An allowed address answers that what is asked for is at a forbidden one. */
export const redirects: readonly Way[] = [
  ...statuses.map(
    (status) =>
      ({
        name: `redirect ${status} of the page`,
        page: () => "<!doctype html>",
        routes: ({ out }) => ({ moved: redirect(status, `${out}/`) }),
        act: (page, { home }) => page.goto(`${home}moved`),
      }) satisfies Way,
  ),
  ...statuses.map(
    (status) =>
      ({
        name: `redirect ${status} of an image`,
        page: () => `<!doctype html><img src="moved">`,
        routes: ({ out }) => ({ moved: redirect(status, `${out}/picture`) }),
      }) satisfies Way,
  ),
  ...statuses.map(
    (status) =>
      ({
        name: `redirect ${status} of fetch`,
        page: () => script(`fetch("moved", { method: "POST", body: "secret", mode: "no-cors" })`),
        routes: ({ out }) => ({ moved: redirect(status, `${out}/`) }),
      }) satisfies Way,
  ),
  {
    name: "redirect of a frame, in two hops",
    page: () => `<!doctype html><iframe src="first"></iframe>`,
    routes: ({ out }) => ({ first: redirect(302, "second"), second: redirect(302, `${out}/`) }),
  },
  {
    name: "redirect of a worker's script",
    page: () => script(`new Worker("moved.js")`),
    routes: ({ out }) => ({ "moved.js": redirect(302, `${out}/worker.js`) }),
  },
  {
    name: "meta refresh",
    page: ({ out }) => `<!doctype html><meta http-equiv="refresh" content="0;url=${out}/">`,
  },
  {
    name: "refresh header",
    page: ({ out }) => ({ headers: { refresh: `0;url=${out}/` }, body: "<!doctype html>" }),
  },
  { name: "location.href", page: ({ out }) => script(`location.href = "${out}/"`) },
];
