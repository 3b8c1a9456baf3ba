import { stat } from "node:fs/promises";

/** Resolves in a later turn of the event loop: what a small question to the file system does, which other threads answer. */
export async function nextTurn(): Promise<void> {
  await stat(".");
}
