import { Buffer } from "node:buffer";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BrowserError } from "../errors/browser-error.ts";
import { createSecrets } from "./create-secrets.ts";

const origins = ["https://shop.example.org"];
const value = 'p@ss "wörd"/1+2';
const secrets = createSecrets({ password: { value, origins } });

describe("createSecrets", () => {
  test("reads a secret for its origins only", () => {
    expect(secrets.read("password", new URL("https://shop.example.org/login"))).toBe(value);
    for (const address of [
      "http://shop.example.org/",
      "https://shop.example.org:444/",
      "https://shop.example.org.evil.example/",
      "https://example.org/",
    ]) {
      expect(() => secrets.read("password", new URL(address))).toThrow(
        expect.objectContaining({ reason: "outside_policy" }),
      );
    }
    expect(() => secrets.read("pasword", new URL(origins[0]!))).toThrow('did you mean "password"?');
  });

  test.each([
    ["as it is", value],
    ["in an address", encodeURIComponent(value)],
    ["in a form", new URLSearchParams({ q: value }).toString().slice(2)],
    ["in an address, in small letters", encodeURIComponent(value).toLowerCase()],
    ["in an address twice", encodeURIComponent(encodeURIComponent(value))],
    ["in part", `p%40ss ${encodeURIComponent('"w')}örd%22/1+2`],
    ["in JSON", JSON.stringify(value).slice(1, -1)],
    ["in JSON twice", JSON.stringify(JSON.stringify(value)).slice(3, -3)],
    ["in JSON with escapes", "p@ss \\u0022w\\u00f6rd\\u0022\\/1+2"],
    ["in HTML", "p@ss &quot;w&#xF6;rd&#34;/1+2"],
    ["in base64", Buffer.from(value).toString("base64")],
    ["in the midst of base64", Buffer.from(`user:${value}!`).toString("base64")],
    ["in base64 for addresses", Buffer.from(`x${value}`).toString("base64url")],
    ["in hex", Buffer.from(value).toString("hex").toUpperCase()],
    ["decomposed", value.normalize("NFD")],
  ])("`redact` finds a secret %s", (_, text) => {
    const redacted = secrets.redact({ [`a ${text}`]: [`https://x.example/?a=1&q=${text}&b=2`, 7, null] });
    expect(JSON.stringify(redacted)).toContain("[secret password]");
    expect(JSON.stringify(redacted)).not.toContain(text.slice(4, -4));
  });

  test("`redact` leaves everything else alone, and ends on what holds itself", () => {
    const cyclic: { self?: unknown; text: string } = { text: value };
    cyclic.self = cyclic;
    expect(secrets.redact(cyclic)).toEqual({ self: "[left out]", text: "[secret password]" });
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(secrets.redact(json)).toEqual(json);
      }),
      { numRuns: 200 },
    );
  });

  test("`redact` lets no secret through, whatever it is and wherever it stands", () => {
    const anySecret = fc
      .string({ unit: "grapheme", minLength: 4, maxLength: 30 })
      .filter((text) => [...text].length >= 4 && text.isWellFormed());
    const encoders: ((text: string) => string)[] = [
      (text) => text,
      encodeURIComponent,
      (text) => JSON.stringify(text).slice(1, -1),
      (text) => new URLSearchParams([["", text]]).toString().slice(1),
      (text) => Buffer.from(text).toString("hex"),
    ];
    fc.assert(
      fc.property(anySecret, fc.constantFrom(...encoders), fc.string(), (text, encode, before) => {
        const own = createSecrets({ s: { value: text, origins } });
        expect(own.redact(`${before} ${encode(text)}`)).toContain("[secret s]");
      }),
      { numRuns: 300 },
    );
  });

  test("`redact` is done soon with texts that are made to keep it busy", () => {
    const own = createSecrets({ s: { value: "%%%%%%%%%%%%%%%%%%%%%%!", origins } });
    expect(own.redact("%25".repeat(50_000))).toHaveLength(150_000);
  });

  test.each([
    [{ s: { value: "abc", origins } }, "secrets.s.value"],
    [{ s: { value: "abcd", origins: [] } }, "secrets.s.origins"],
    [{ s: { value: "abcd" } }, "secrets.s.origins"],
    [{ s: { value: "abcd", origins: ["example.org"] } }, "secrets.s.origins"],
    [{ s: { value: 12_345, origins } }, "secrets.s.value"],
    [{ s: { value: "abcd", origins, orgins: 1 } }, "unknown option"],
    [{ s: "abcd" }, "no object"],
    [[], "no object"],
  ])("refuses %j", (options, problem) => {
    expect(() => createSecrets(options as never)).toThrow(problem);
    try {
      createSecrets(options as never);
    } catch (error) {
      expect(BrowserError.is(error)).toBe(false);
      expect(String(error)).not.toContain("abcd");
    }
  });
});
