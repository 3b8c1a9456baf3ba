import { addFeature } from "./add-feature.ts";
import { analyseData } from "./analyse-data.ts";
import { automateWork } from "./automate-work.ts";
import { buildApi } from "./build-api.ts";
import { buildDataset } from "./build-dataset.ts";
import { buildLibraryOrTool } from "./build-library-or-tool.ts";
import { buildSpreadsheet } from "./build-spreadsheet.ts";
import { buildWebApplication } from "./build-web-application.ts";
import { checkWork } from "./check-work.ts";
import { chooseProduct } from "./choose-product.ts";
import { compareFares } from "./compare-fares.ts";
import { convertContent } from "./convert-content.ts";
import { createMedia } from "./create-media.ts";
import { dataPipeline } from "./data-pipeline.ts";
import { decideByVote } from "./decide-by-vote.ts";
import { deployOrRelease } from "./deploy-or-release.ts";
import { designParts } from "./design-parts.ts";
import { documentSoftware } from "./document-software.ts";
import { draftContract } from "./draft-contract.ts";
import { fileApplication } from "./file-application.ts";
import { findProvider } from "./find-provider.ts";
import { fixBug } from "./fix-bug.ts";
import { general } from "./general.ts";
import { hireSomebody } from "./hire-somebody.ts";
import { homeProject } from "./home-project.ts";
import { improveCode } from "./improve-code.ts";
import { improveProcess } from "./improve-process.ts";
import { introduceChange } from "./introduce-change.ts";
import { learnSkill } from "./learn-skill.ts";
import { makePlan } from "./make-plan.ts";
import type { Method } from "./method.ts";
import { migrateOrUpgrade } from "./migrate-or-upgrade.ts";
import { moveHome } from "./move-home.ts";
import { organiseEvent } from "./organise-event.ts";
import { performanceWork } from "./performance-work.ts";
import { personalGoal } from "./personal-goal.ts";
import { planMeals } from "./plan-meals.ts";
import { planTrip } from "./plan-trip.ts";
import { prepareForExam } from "./prepare-for-exam.ts";
import { prepareMeeting } from "./prepare-meeting.ts";
import { prepareNegotiation } from "./prepare-negotiation.ts";
import { prepareTeaching } from "./prepare-teaching.ts";
import { presentFindings } from "./present-findings.ts";
import { publishText } from "./publish-text.ts";
import { putInOrder } from "./put-in-order.ts";
import { reachCompliance } from "./reach-compliance.ts";
import { reduceCost } from "./reduce-cost.ts";
import { removeCode } from "./remove-code.ts";
import { repairThing } from "./repair-thing.ts";
import { researchAndCompare } from "./research-and-compare.ts";
import { restoreService } from "./restore-service.ts";
import { runCampaign } from "./run-campaign.ts";
import { runSurvey } from "./run-survey.ts";
import { saveData } from "./save-data.ts";
import { securityReview } from "./security-review.ts";
import { sellThing } from "./sell-thing.ts";
import { setUpInfrastructure } from "./set-up-infrastructure.ts";
import { severalGoals } from "./several-goals.ts";
import { solveProblem } from "./solve-problem.ts";
import { startBusiness } from "./start-business.ts";
import { trainModel } from "./train-model.ts";
import { translateContent } from "./translate-content.ts";
import { unreadableGoal } from "./unreadable-goal.ts";
import { updateDocument } from "./update-document.ts";
import { useWebsite } from "./use-website.ts";
import { userStory } from "./user-story.ts";
import { watchChanges } from "./watch-changes.ts";
import { writeBoth } from "./write-both.ts";
import { writeCreatively } from "./write-creatively.ts";
import { writeDocument } from "./write-document.ts";
import { writeMessage } from "./write-message.ts";

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
