import { type Artifact, type ArtifactStore, ErrorCode } from "@convoke/core";
import { swallow } from "./store-mutant.ts";

const info = { hash: "", mediaType: "", bytes: 0 };

/** For each artifact case, by name, a store that breaks its promise. */
export const artifactMutants: Readonly<Record<string, (healthy: ArtifactStore) => Partial<ArtifactStore>>> = {
  "what was put is got": (healthy) => ({
    async get(hash) {
      const artifact = await healthy.get(hash);
      return artifact && { ...artifact, mediaType: "application/octet-stream" };
    },
  }),
  "no bytes are an artifact too": (healthy) => ({
    async get(hash) {
      const artifact = await healthy.get(hash);
      return artifact?.content.byteLength ? artifact : undefined;
    },
  }),
  "part of a buffer is only that part": (healthy) => ({
    put: (content, mediaType) => healthy.put(new Uint8Array(content.buffer as ArrayBuffer), mediaType),
  }),
  "equal bytes are one artifact": (healthy) => ({
    put: async (content, mediaType) => ({ ...(await healthy.put(content, mediaType)), mediaType }),
  }),
  "puts at the same time do not meet": (healthy) => {
    let isPutting = false;
    return {
      async put(content, mediaType) {
        if (isPutting) return info;
        isPutting = true;
        return healthy.put(content, mediaType).finally(() => (isPutting = false));
      },
    };
  },
  "bytes that were handed in may change": (healthy) => ({
    put: (content, mediaType) => Promise.resolve().then(() => healthy.put(content, mediaType)),
  }),
  "bytes that were handed out may change": (healthy) => {
    const given = new Map<string, Promise<Artifact | undefined>>();
    return {
      get(hash) {
        const artifact = given.get(hash) ?? healthy.get(hash);
        given.set(hash, artifact);
        return artifact;
      },
    };
  },
  "a hash that is not kept": (healthy) => ({ get: (hash) => healthy.get(hash.toLowerCase()) }),
  "put refuses what is no artifact": (healthy) => ({
    put: (content, mediaType) => swallow(healthy.put(content, mediaType), ErrorCode.INVALID_ARGUMENT, info),
  }),
};
