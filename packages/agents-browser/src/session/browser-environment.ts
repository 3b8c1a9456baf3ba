/** What a browser needs of its host's environment; everything else, such as keys of services, stays with the host. */
const neededNames = new Set([
  "PATH",
  "HOME",
  "USER",
  "LOGNAME",
  "SHELL",
  "TMPDIR",
  "TMP",
  "TEMP",
  "TZ",
  "LANG",
  "LANGUAGE",
  "DISPLAY",
  "XAUTHORITY",
  "WAYLAND_DISPLAY",
  "DBUS_SESSION_BUS_ADDRESS",
  "LD_LIBRARY_PATH",
  // Windows
  "SYSTEMROOT",
  "SYSTEMDRIVE",
  "WINDIR",
  "COMSPEC",
  "PATHEXT",
  "USERPROFILE",
  "USERNAME",
  "APPDATA",
  "LOCALAPPDATA",
  "PROGRAMDATA",
  "PROGRAMFILES",
  "PROGRAMFILES(X86)",
]);

const neededPrefixes = ["LC_", "XDG_", "FONTCONFIG_"];

/** The part of an environment that is handed to the browser process. */
export function readBrowserEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const needed: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    const upper = name.toUpperCase();
    if (value === undefined) continue;
    if (neededNames.has(upper) || neededPrefixes.some((prefix) => upper.startsWith(prefix))) {
      needed[name] = value;
    }
  }
  return needed;
}
