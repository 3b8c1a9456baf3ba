export { type Configuration, readConfiguration } from "./config.ts";
export { createServer, type Server } from "./create-server.ts";
