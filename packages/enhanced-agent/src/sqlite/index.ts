export { sqliteLessonStore, type SqliteLessonStoreOptions } from "./sqlite-lesson-store.ts";
export { sqliteSessionStore, type SqliteSessionStoreOptions } from "./sqlite-session-store.ts";
