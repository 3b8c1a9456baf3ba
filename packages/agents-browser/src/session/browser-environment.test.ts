import { expect, test } from "vitest";
import { readBrowserEnvironment } from "./browser-environment.ts";

test("`readBrowserEnvironment` hands over what a browser needs, no keys of services, and no proxies", () => {
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
    http_proxy: "http://proxy",
    all_proxy: "socks5://proxy",
    no_proxy: "*",
    auto_proxy: "http://proxy/proxy.pac",
    TOKEN: "t",
  };
  expect(readBrowserEnvironment({ ...secrets, ...needed, TMPDIR: undefined })).toEqual(needed);
});
