import { expect, test } from "vitest";
import { createReplyError } from "./failure.ts";

test.each([
  ["ERR Error compiling script (new function): user_script:1: unexpected symbol near '#'", "version", "7.0"],
  ["OOM command not allowed when used memory > 'maxmemory'.", "full", "maxmemory"],
  ["READONLY You can't write against a read only replica.", "read-only", "primary"],
  [
    "MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist to disk.",
    "disk",
    "log",
  ],
  ["NOREPLICAS Not enough good replicas to write.", "disk", "replicas"],
  ["NOAUTH Authentication required.", "refused", "password"],
  ["ERR The user executing the script can't run this command or subcommand", "refused", "permissions"],
  ["ERR ACL failure in script: User w has no permissions to run the 'set' command", "refused", "permissions"],
  ["NOSCRIPT No matching script.", "unusable", "log"],
  ["WRONGTYPE Operation against a key holding the wrong kind of value", "damaged", "prefix"],
  ["MOVED 3999 127.0.0.1:6381", "cluster", "hash tag"],
  ["ERR Script attempted to access keys that do not hash to the same slot", "cluster", "hash tag"],
  ["BUSY Redis is busy running a script.", "busy", "try again"],
  ["ERR something new", "unusable", "log"],
])("createReplyError tells what to do about %s", (message, problem, advice) => {
  const error = createReplyError(message);
  expect(error).toMatchObject({ code: "store_failed", details: { problem } });
  expect(error.message).toContain(message);
  expect(error.message).toContain(advice);
});
