import { createRefusal } from "../errors/check-options.ts";

/**
 * The address of an endpoint. Refuses with `invalid_options` what is no `http` or `https` address, and one with a user name
 * or password in it; a refused text is not shown, since it may hold a key.
 *
 * @example
 * readBaseUrl("http://127.0.0.1:8080/v1/", "baseURL").href; // "http://127.0.0.1:8080/v1"
 */
export function readBaseUrl(text: unknown, option: string): URL {
  const url = typeof text === "string" ? URL.parse(text.trim()) : null;
  if (url === null || !["http:", "https:"].includes(url.protocol)) {
    throw createRefusal(
      option,
      `${option} is no http or https address; pass one as "https://api.openai.com/v1" or "http://127.0.0.1:8080/v1".`,
    );
  }
  if (typeof text === "string" && /[\s\p{Cc}]/u.test(text.trim()))
    throw createRefusal(option, `${option} holds a blank or a control character; pass the address alone.`);
  if (url.username !== "" || url.password !== "") {
    throw createRefusal(option, `${option} holds a user name or a password; pass the key on its own.`);
  }
  url.hash = "";
  url.pathname = url.pathname.replace(/\/+$/, "").replace(/\/(?:chat\/completions|responses)$/, "");
  return url;
}
