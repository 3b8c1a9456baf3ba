// For whoever runs a server from a program, and for convoke.config.ts.
export { createServer, type Server, type ServerOptions } from "./create-server.ts";
export { type Configuration, ConfigurationError, readConfiguration } from "./config.ts";
export {
  type ConfigurationFile,
  defineConfiguration,
  loadConfiguration,
  type LoadedConfiguration,
} from "./load-configuration.ts";
export { ServerStartError, type StartProblem } from "./server-start-error.ts";
export { buildDashboard } from "./build-dashboard.ts";
