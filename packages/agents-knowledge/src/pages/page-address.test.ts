import { expect, test } from "vitest";
import { followRedirect, parsePageAddress } from "./page-address.ts";
import { completePageReaderOptions } from "./page-reader-options.ts";
import { PageError } from "./page-error.ts";
import { isPublicAddress } from "./public-address.ts";

test("`isPublicAddress` holds for the public network alone", () => {
  for (const address of [
    "8.8.8.8",
    "93.184.216.34",
    "172.15.0.1",
    "172.32.0.1",
    "2606:4700::1111",
    "2a00::1",
  ]) {
    expect(isPublicAddress(address), address).toBe(true);
  }
  const special =
    "0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.192 " +
    "192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 240.0.0.1 255.255.255.255 " +
    "168.63.129.16 :: ::1 ::127.0.0.1 ::ffff:8.8.8.8 ::ffff:127.0.0.1 64:ff9b::7f00:1 64:ff9b:1::1 100::1 2001::1 " +
    "2001:db8::1 2002:7f00:1:: 3fff::1 5f00::1 fc00::1 fd00:ec2::254 fe80::1 fec0::1 ff02::1 ::ffff:0:7f00:1 nothing";
  for (const address of special.split(" ")) expect(isPublicAddress(address), address).toBe(false);
  expect(isPublicAddress("")).toBe(false);
});

test("`followRedirect` resolves against the last address and refuses the step from https to http", () => {
  const trail = [new URL("https://a.example/x/y?z")];
  expect(followRedirect(trail, "../w#part").href).toBe("https://a.example/w");
  expect(followRedirect(trail, "//b.example/").href).toBe("https://b.example/");
  expect(() => followRedirect(trail, "http://a.example/")).toThrow(
    expect.objectContaining({ reason: "insecure_redirect" }),
  );
  expect(followRedirect([new URL("http://a.example/")], "https://a.example/").protocol).toBe("https:");
});

test("`parsePageAddress` hides user names and passwords of addresses that it refuses", () => {
  for (const address of [
    "https://u:p@a.example/",
    "ftp://u:p@a.example/",
    "http:u:p@a.example",
    "https://u:p@",
  ]) {
    let thrown: unknown;
    try {
      parsePageAddress(address);
    } catch (error) {
      thrown = error;
    }
    expect(PageError.is(thrown) && thrown.message, address).toMatch(/^[^@]*$/);
  }
});

test("`allowedPrivateHosts` opens a host, or one port of it, and nothing else", () => {
  const { isAllowedPrivate } = completePageReaderOptions({
    allowedPrivateHosts: ["intranet.example", "127.0.0.1:8080", "[::1]:80", "2130706434"],
  });
  const open =
    "http://INTRANET.example/ https://intranet.example:444/ http://127.0.0.1:8080/ http://[::1]/ http://127.0.0.2/";
  const closed = "http://127.0.0.1/ http://x.intranet.example/ https://[::1]/ http://127.0.0.1:8081/";
  for (const url of open.split(" ")) expect(isAllowedPrivate(new URL(url)), url).toBe(true);
  for (const url of closed.split(" ")) expect(isAllowedPrivate(new URL(url)), url).toBe(false);
});
