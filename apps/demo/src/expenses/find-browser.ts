import { BrowserError, findBrowser } from "@convoke/agents-browser";
import { prepareBundledChromium } from "@convoke/bundled-chromium";

/** The browser of this machine, else the one that comes with the demo; `undefined` lets the agent say that there is none. */
export async function findDemoBrowser(
  environment: NodeJS.ProcessEnv = process.env,
): Promise<string | undefined> {
  try {
    return (await findBrowser({ environment })).executablePath;
  } catch (error) {
    // A path that was given and is wrong is not passed over.
    if (!BrowserError.is(error) || environment["CHROMIUM_PATH"]) return undefined;
    if (process.platform !== "linux" || process.arch !== "x64") return undefined;
    return prepareBundledChromium();
  }
}
