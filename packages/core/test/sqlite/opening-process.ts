// Opens a store as a user to whom permissions apply, and tells what came of it as one line of JSON.
import { accessSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { sqliteStore } from "@convoke/core/sqlite";

const [path = "", user = ""] = process.argv.slice(2);

process.stdout.write(`${JSON.stringify(await open())}\n`);

async function open(): Promise<unknown> {
  if (user !== "") {
    process.setegid?.(Number(user));
    process.seteuid?.(Number(user));
  }
  try {
    accessSync(fileURLToPath(import.meta.url));
  } catch {
    return "unreadable";
  }
  try {
    await (await sqliteStore({ path })).close();
    return "opened";
  } catch (error) {
    const { code, details } = error as { readonly code?: unknown; readonly details?: unknown };
    return { code, details };
  }
}
