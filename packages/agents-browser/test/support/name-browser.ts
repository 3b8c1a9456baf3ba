import { findBrowser } from "../../src/session/find-browser.ts";

// Prints the path of the browser that is found, or nothing; for `tooling/support/prepare-browser.ts`.
const found = await findBrowser({ environment: process.env }).catch(() => undefined);
console.log(found?.executablePath ?? "");
