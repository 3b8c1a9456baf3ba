import { expect, test } from "vitest";
import { readBrowserEnvironment } from "./browser-environment.ts";

test("`readBrowserEnvironment` hands over what a browser needs, and no keys of services", () => {
  const needed = {
    PATH: "/bin",
    Home: "/root",
    LC_ALL: "C",
    XDG_RUNTIME_DIR: "/run",
    FONTCONFIG_PATH: "/fonts",
  };
  const secrets = {
    SERVICE_API_KEY: "key",
    NODE_OPTIONS: "--x",
    HTTPS_PROXY: "http://name:word@proxy",
    TOKEN: "t",
  };
  expect(readBrowserEnvironment({ ...secrets, ...needed, TMPDIR: undefined })).toEqual(needed);
});
