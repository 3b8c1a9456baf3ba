export { folderArtifactStore, type FolderArtifactStoreOptions } from "./folder-artifact-store.ts";
