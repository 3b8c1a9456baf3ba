import { readConfiguration } from "./config.ts";
import { createServer } from "./create-server.ts";

const server = await createServer(readConfiguration(process.env));
process.stdout.write(`Convoke listens at ${server.url}\n`);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void server.close());
