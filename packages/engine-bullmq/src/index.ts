export type { ConnectionOptions } from "./connection/connection.ts";
