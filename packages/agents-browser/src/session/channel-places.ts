import { posix, win32 } from "node:path";

/** Where a branded browser is installed: folders below its vendor's, and the program's name. */
interface ChannelPlace {
  readonly linux: string;
  readonly darwin: string;
  /** Below the folders for programs, of the machine and of the user. */
  readonly win32: string;
}

const places = {
  chrome: {
    linux: "/opt/google/chrome/chrome",
    darwin: "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    win32: "Google\\Chrome\\Application\\chrome.exe",
  },
  msedge: {
    linux: "/opt/microsoft/msedge/msedge",
    darwin: "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    win32: "Microsoft\\Edge\\Application\\msedge.exe",
  },
  "chrome-beta": {
    linux: "/opt/google/chrome-beta/chrome",
    darwin: "/Applications/Google Chrome Beta.app/Contents/MacOS/Google Chrome Beta",
    win32: "Google\\Chrome Beta\\Application\\chrome.exe",
  },
  "msedge-beta": {
    linux: "/opt/microsoft/msedge-beta/msedge",
    darwin: "/Applications/Microsoft Edge Beta.app/Contents/MacOS/Microsoft Edge Beta",
    win32: "Microsoft\\Edge Beta\\Application\\msedge.exe",
  },
  "chrome-dev": {
    linux: "/opt/google/chrome-unstable/chrome",
    darwin: "/Applications/Google Chrome Dev.app/Contents/MacOS/Google Chrome Dev",
    win32: "Google\\Chrome Dev\\Application\\chrome.exe",
  },
  "msedge-dev": {
    linux: "/opt/microsoft/msedge-dev/msedge",
    darwin: "/Applications/Microsoft Edge Dev.app/Contents/MacOS/Microsoft Edge Dev",
    win32: "Microsoft\\Edge Dev\\Application\\msedge.exe",
  },
} as const satisfies Readonly<Record<string, ChannelPlace>>;

/** A branded browser. */
export type BrowserChannel = keyof typeof places;

/** Every channel, in the order in which they are looked for when none is asked for. */
export const browserChannels = Object.keys(places) as readonly BrowserChannel[];

/** The paths at which a channel's browser may be. */
export function listChannelPaths(
  channel: BrowserChannel,
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  const place: ChannelPlace = places[channel];
  if (platform === "darwin") {
    const home = environment["HOME"];
    return [place.darwin, ...(home ? [posix.join(home, place.darwin)] : [])];
  }
  if (platform === "win32") {
    return ["LOCALAPPDATA", "PROGRAMFILES", "PROGRAMFILES(X86)"].flatMap((name) => {
      const folder = environment[name];
      return folder ? [win32.join(folder, place.win32)] : [];
    });
  }
  return [place.linux];
}
