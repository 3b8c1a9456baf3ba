import { addFeature } from "./software/add-feature.ts";
import { analyseData } from "./knowledge/analyse-data.ts";
import { automateWork } from "./software/automate-work.ts";
import { buildApi } from "./software/build-api.ts";
import { buildDataset } from "./software/build-dataset.ts";
import { buildLibraryOrTool } from "./software/build-library-or-tool.ts";
import { buildSpreadsheet } from "./knowledge/build-spreadsheet.ts";
import { buildWebApplication } from "./software/build-web-application.ts";
import { checkWork } from "./software/check-work.ts";
import { chooseProduct } from "./everyday/choose-product.ts";
import { compareFares } from "./everyday/compare-fares.ts";
import { convertContent } from "./knowledge/convert-content.ts";
import { createMedia } from "./knowledge/create-media.ts";
import { dataPipeline } from "./software/data-pipeline.ts";
import { decideByVote } from "./knowledge/decide-by-vote.ts";
import { deployOrRelease } from "./software/deploy-or-release.ts";
import { designParts } from "./software/design-parts.ts";
import { documentSoftware } from "./software/document-software.ts";
import { draftContract } from "./knowledge/draft-contract.ts";
import { fileApplication } from "./everyday/file-application.ts";
import { findProvider } from "./everyday/find-provider.ts";
import { fixBug } from "./software/fix-bug.ts";
import { general } from "./general.ts";
import { hireSomebody } from "./everyday/hire-somebody.ts";
import { homeProject } from "./everyday/home-project.ts";
import { improveCode } from "./software/improve-code.ts";
import { improveProcess } from "./everyday/improve-process.ts";
import { introduceChange } from "./everyday/introduce-change.ts";
import { learnSkill } from "./knowledge/learn-skill.ts";
import { makePlan } from "./make-plan.ts";
import type { Method } from "./method.ts";
import { migrateOrUpgrade } from "./software/migrate-or-upgrade.ts";
import { moveHome } from "./everyday/move-home.ts";
import { organiseEvent } from "./everyday/organise-event.ts";
import { performanceWork } from "./software/performance-work.ts";
import { personalGoal } from "./everyday/personal-goal.ts";
import { planMeals } from "./everyday/plan-meals.ts";
import { planTrip } from "./everyday/plan-trip.ts";
import { prepareForExam } from "./knowledge/prepare-for-exam.ts";
import { prepareMeeting } from "./everyday/prepare-meeting.ts";
import { prepareNegotiation } from "./everyday/prepare-negotiation.ts";
import { prepareTeaching } from "./knowledge/prepare-teaching.ts";
import { presentFindings } from "./knowledge/present-findings.ts";
import { publishText } from "./knowledge/publish-text.ts";
import { putInOrder } from "./everyday/put-in-order.ts";
import { reachCompliance } from "./software/reach-compliance.ts";
import { reduceCost } from "./software/reduce-cost.ts";
import { removeCode } from "./software/remove-code.ts";
import { repairThing } from "./everyday/repair-thing.ts";
import { researchAndCompare } from "./knowledge/research-and-compare.ts";
import { restoreService } from "./software/restore-service.ts";
import { runCampaign } from "./everyday/run-campaign.ts";
import { runSurvey } from "./knowledge/run-survey.ts";
import { saveData } from "./knowledge/save-data.ts";
import { securityReview } from "./software/security-review.ts";
import { sellThing } from "./everyday/sell-thing.ts";
import { setUpInfrastructure } from "./software/set-up-infrastructure.ts";
import { severalGoals } from "./several-goals.ts";
import { solveProblem } from "./everyday/solve-problem.ts";
import { startBusiness } from "./everyday/start-business.ts";
import { trainModel } from "./software/train-model.ts";
import { translateContent } from "./knowledge/translate-content.ts";
import { unreadableGoal } from "./unreadable-goal.ts";
import { updateDocument } from "./knowledge/update-document.ts";
import { useWebsite } from "./knowledge/use-website.ts";
import { userStory } from "./software/user-story.ts";
import { watchChanges } from "./knowledge/watch-changes.ts";
import { writeBoth } from "./knowledge/write-both.ts";
import { writeCreatively } from "./knowledge/write-creatively.ts";
import { writeDocument } from "./knowledge/write-document.ts";
import { writeMessage } from "./knowledge/write-message.ts";

/** The methods that the planner knows without further ado, the most general one last. */
export const shippedMethods: readonly Method[] = [
  unreadableGoal,
  writeBoth,
  // particular kinds of work on software, before the methods for all work of that kind
  decideByVote,
  userStory,
  performanceWork,
  securityReview,
  reachCompliance,
  dataPipeline,
  buildDataset,
  trainModel,
  setUpInfrastructure,
  automateWork,
  translateContent,
  restoreService,
  repairThing,
  solveProblem,
  removeCode,
  reduceCost,
  // work that is not about software
  buildSpreadsheet,
  convertContent,
  updateDocument,
  documentSoftware,
  saveData,
  presentFindings,
  draftContract,
  writeCreatively,
  writeMessage,
  analyseData,
  runCampaign,
  runSurvey,
  startBusiness,
  hireSomebody,
  prepareMeeting,
  organiseEvent,
  planTrip,
  planMeals,
  moveHome,
  homeProject,
  compareFares,
  chooseProduct,
  findProvider,
  sellThing,
  putInOrder,
  improveProcess,
  introduceChange,
  fileApplication,
  prepareNegotiation,
  personalGoal,
  prepareTeaching,
  prepareForExam,
  createMedia,
  watchChanges,
  // whole kinds of work
  severalGoals,
  fixBug,
  researchAndCompare,
  buildWebApplication,
  buildApi,
  buildLibraryOrTool,
  addFeature,
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
