import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Lets the programs that tests start share what Node made of the sources: without it each of them would strip the types
 * of, and compile, every module anew. The folder lasts as long as the tests, so that nothing old is found and nothing
 * piles up.
 */
export async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "convoke-compiled-"));
  process.env.NODE_COMPILE_CACHE = folder;
  return async () => {
    // A process that ends just now may still write; what it leaves behind lies among temporary files and fails no test.
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }).catch(
      () => undefined,
    );
  };
}
