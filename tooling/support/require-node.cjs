// The first step of every script. It also has to run on an old Node, so it is plain JavaScript of 2015.
"use strict";

var MINIMUM = [22, 18];

/** Says what to do when `version` (like "20.20.2") is older than the tools can work with, else `undefined`. */
function explainOldNode(version) {
  var parts = version.split(".").map(Number);
  var isNewEnough = parts[0] > MINIMUM[0] || (parts[0] === MINIMUM[0] && parts[1] >= MINIMUM[1]);
  if (isNewEnough) return undefined;
  return [
    "Convoke's scripts need Node " + MINIMUM.join(".") + " or later; this is Node " + version + ".",
    "On Linux x64, run them through pnpm, which installs a Node 24 beside the tools (an optional dependency):",
    "  npx --yes pnpm@12.21.0 install",
    "  npx --yes pnpm@12.21.0 test",
    "On other machines, install Node 24 from https://nodejs.org/en/download and try again.",
  ].join("\n");
}

module.exports = { explainOldNode: explainOldNode };

if (require.main === module) {
  var message = explainOldNode(process.versions.node);
  if (message !== undefined) {
    console.error(message);
    process.exit(1);
  }
}
