// For whoever runs a server from a program, and for convoke.config.ts.
export { createServer, type Server, type ServerOptions } from "./create-server.ts";
export { type Configuration, ConfigurationError, readConfiguration } from "./settings/config.ts";
export {
  type ConfigurationFile,
  defineConfiguration,
  loadConfiguration,
  type LoadedConfiguration,
} from "./settings/load-configuration.ts";
export { ServerStartError, type StartProblem } from "./start/server-start-error.ts";
export { buildDashboard } from "./start/build-dashboard.ts";
