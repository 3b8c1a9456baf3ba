import { expect, test } from "vitest";
import { walkFolder } from "./walk-folder.ts";

test.skipIf(process.platform !== "linux")("`walkFolder` does not enter the system's own files", async () => {
  let first: unknown;
  for await (const found of walkFolder("/", { reportOthers: true, isWanted: () => false })) {
    if (found.kind !== "skip" || !found.path.startsWith("/dev")) continue;
    first = found;
    break;
  }
  expect(first).toMatchObject({ path: "/dev", reason: "left_out" });
});
