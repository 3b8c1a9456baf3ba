import { findBrowser } from "../../packages/agents-browser/src/session/find-browser.ts";
import { prepareBundledChromium } from "./bundled-chromium.ts";

// Prints the path of the browser for tests: the one that is found, else the bundled one.
const found = await findBrowser({ environment: process.env }).catch(() => undefined);
console.log(found?.executablePath ?? (await prepareBundledChromium()));
