import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Lets the demos that tests start share what the first of them made of the documentation of the installed packages: each
 * looks whether a file has changed, and reads it anew only then. The folder lasts as long as the tests.
 */
export async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "convoke-demo-index-"));
  process.env.CONVOKE_DEMO_INDEX = join(folder, "demo.index");
  return async () => {
    delete process.env.CONVOKE_DEMO_INDEX;
    // A demo that ends just now may still write; what it leaves behind lies among temporary files and fails no test.
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }).catch(
      () => undefined,
    );
  };
}
