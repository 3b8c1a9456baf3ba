import { addFeature } from "./add-feature.ts";
import { buildApi } from "./build-api.ts";
import { buildLibraryOrTool } from "./build-library-or-tool.ts";
import { buildWebApplication } from "./build-web-application.ts";
import { checkWork } from "./check-work.ts";
import { deployOrRelease } from "./deploy-or-release.ts";
import { designParts } from "./design-parts.ts";
import { fixBug } from "./fix-bug.ts";
import { general } from "./general.ts";
import { improveCode } from "./improve-code.ts";
import { learnSkill } from "./learn-skill.ts";
import { makePlan } from "./make-plan.ts";
import type { Method } from "./method.ts";
import { migrateOrUpgrade } from "./migrate-or-upgrade.ts";
import { publishText } from "./publish-text.ts";
import { researchAndCompare } from "./research-and-compare.ts";
import { severalGoals } from "./several-goals.ts";
import { unreadableGoal } from "./unreadable-goal.ts";
import { useWebsite } from "./use-website.ts";
import { writeDocument } from "./write-document.ts";

/** The methods that the planner knows without further ado, the most general one last. */
export const shippedMethods: readonly Method[] = [
  severalGoals,
  unreadableGoal,
  researchAndCompare,
  buildWebApplication,
  buildApi,
  buildLibraryOrTool,
  addFeature,
  fixBug,
  migrateOrUpgrade,
  improveCode,
  checkWork,
  deployOrRelease,
  publishText,
  designParts,
  writeDocument,
  useWebsite,
  learnSkill,
  makePlan,
  general,
];
