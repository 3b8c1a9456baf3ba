// The package's table of contents: what its users need first, what tests and other packages may need after.
export { createLinksAgent, type LinksAgent, type LinksAgentOptions } from "./links-agent.ts";
export { type LinkReport, type LinksInput, type LinksResult, linksInputSchema } from "./links-schema.ts";
export { agents } from "./agents.ts";
