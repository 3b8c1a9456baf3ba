import { script, type Way } from "../way.ts";

const violation = `<!doctype html><body><script>document.body.append(Object.assign(new Image(), { src: "data:image/png,x" }))</script>`;

/** What browsers send on a site's behalf, of their own accord. */
export const reports: readonly Way[] = [
  {
    name: "CSP report-uri",
    page: ({ out }) => ({
      headers: { "content-security-policy": `img-src 'none'; report-uri ${out}/report` },
      body: violation,
    }),
  },
  {
    name: "CSP report-to",
    page: ({ out }) => ({
      headers: {
        "content-security-policy": "img-src 'none'; report-to group",
        "reporting-endpoints": `group="${out}/report"`,
      },
      body: violation,
    }),
  },
  {
    name: "Network Error Logging",
    page: ({ out }) => ({
      headers: {
        nel: JSON.stringify({ report_to: "group", max_age: 3600, success_fraction: 1, failure_fraction: 1 }),
        "report-to": JSON.stringify({ group: "group", max_age: 3600, endpoints: [{ url: `${out}/report` }] }),
      },
      body: script(`fetch("again"); fetch("missing")`),
    }),
  },
  {
    name: "attribution reporting",
    page: ({ out }) => `<!doctype html><img attributionsrc="${out}/attribution">`,
  },
];
