import { describe, expect, test } from "vitest";
import { memoryArtifactStore } from "./memory-artifact-store.ts";

const bytes = (size: number, fill: number): Uint8Array => new Uint8Array(size).fill(fill);

describe("memoryArtifactStore", () => {
  test("drops what was used longest ago when its bytes or its places are used up", async () => {
    for (const options of [{ maxBytes: 30 }, { maxArtifacts: 3 }]) {
      const store = memoryArtifactStore(options);
      const [first, second, third] = [
        await store.put(bytes(10, 1), "a/b"),
        await store.put(bytes(10, 2), "a/b"),
        await store.put(bytes(10, 3), "a/b"),
      ];
      await store.get(first.hash);
      await store.put(bytes(10, 2), "a/b");
      const fourth = await store.put(bytes(10, 4), "a/b");
      expect(await store.get(third.hash)).toBeUndefined();
      for (const { hash } of [first, second, fourth])
        expect(await store.get(hash)).toMatchObject({ bytes: 10 });
    }
  });

  test("refuses what is larger than itself with `store_failed`, and keeps what it has", async () => {
    const store = memoryArtifactStore({ maxBytes: 10 });
    const { hash } = await store.put(bytes(10, 1), "a/b");
    await expect(store.put(bytes(11, 2), "a/b")).rejects.toMatchObject({ code: "store_failed" });
    expect(await store.get(hash)).toBeDefined();
  });

  test("refuses options that cannot be meant", () => {
    expect(() => memoryArtifactStore({ maxBytes: 0 })).toThrow("maxBytes is 0");
    expect(() => memoryArtifactStore({ maxArtifacts: Number.NaN })).toThrow("maxArtifacts is NaN");
    expect(() => memoryArtifactStore({ maxByte: 1 } as object)).toThrow("maxBytes");
  });
});
