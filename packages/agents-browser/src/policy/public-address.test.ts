import { expect, test } from "vitest";
import { isPrivateHost, isPublicAddress, readLiteralAddress } from "./public-address.ts";

test("`isPublicAddress` is true for addresses of the public network", () => {
  for (const address of [
    "8.8.8.8",
    "1.1.1.1",
    "172.32.0.1",
    "100.128.0.1",
    "2606:4700::1111",
    "2a00:1450::1",
  ]) {
    expect([address, isPublicAddress(address)]).toEqual([address, true]);
  }
});

test("`isPublicAddress` is false for every special use, and for IPv4 inside IPv6", () => {
  const addresses =
    "0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1 " +
    "192.0.2.1 192.88.99.1 192.168.0.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 240.0.0.1 255.255.255.255 " +
    "168.63.129.16 :: ::1 ::ffff:8.8.8.8 ::8.8.8.8 ::ffff:0:8.8.8.8 64:ff9b::808:808 64:ff9b:1::1 100::1 2001::1 " +
    "2001:10::1 2001:20::1 2001:db8::1 3fff::1 2002:808:808::1 5f00::1 fc00::1 fd00:ec2::254 fe80::1 fe80::1%lo fec0::1 ff02::1";
  for (const address of addresses.split(" ")) {
    expect([address, isPublicAddress(address)]).toEqual([address, false]);
  }
});

test("`isPublicAddress` is false for what no resolver answers", () => {
  for (const text of [
    "",
    "8.8",
    "134744072",
    "0x8.8.8.8",
    "010.8.8.8",
    "8.8.8.8 ",
    "2606:4700::1111%eth0",
    "example.org",
  ]) {
    expect([text, isPublicAddress(text)]).toEqual([text, false]);
  }
});

test("`isPrivateHost` knows addresses and localhost by their spelling", () => {
  expect(["localhost", "a.localhost", "127.0.0.1", "[::1]"].map(isPrivateHost)).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(["localhost.example", "example.org", "8.8.8.8"].map(isPrivateHost)).toEqual([false, false, false]);
  expect(readLiteralAddress("[::1]")).toBe("::1");
  expect(readLiteralAddress("example.org")).toBeUndefined();
});
