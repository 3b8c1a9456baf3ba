import type { Agent } from "@convoke/core";
import { createLinksAgent } from "./links-agent.ts";

/** What a Convoke server registers when the package is named among its plug-ins: `CONVOKE_PLUGINS=convoke-agent-links`. */
export const agents = (): readonly Agent[] => [createLinksAgent() as Agent];
