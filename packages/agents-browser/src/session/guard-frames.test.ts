import { expect, test } from "vitest";
import { isFrameAddress } from "./guard-frames.ts";

test.each([
  "",
  "about:blank",
  "about:blank#top",
  "about:srcdoc",
  "http://127.0.0.1:3000/",
  "https://example.org/a?b#c",
  "blob:https://example.org/1b9d6bcd",
  "chrome-error://chromewebdata/",
])("`isFrameAddress` lets a frame show %j", (url) => {
  expect(isFrameAddress(url)).toBe(true);
});

test.each([
  "file:///etc/passwd",
  "data:text/html,http://example.org",
  "chrome://version/",
  "chrome-extension://abc/x.html",
  "devtools://devtools/x.html",
  "view-source:http://example.org/",
  "blob:null/1b9d6bcd",
  "blob:file:///1b9d6bcd",
  "about:version",
  "about:blanket",
  "filesystem:http://example.org/",
  "javascript:1",
  "ftp://example.org/",
])("`isFrameAddress` refuses %j", (url) => {
  expect(isFrameAddress(url)).toBe(false);
});
