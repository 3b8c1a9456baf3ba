import { AgentType } from "@convoke/core";
import { createDetailSteps } from "./detail-steps.ts";
import { defineMethod } from "../method.ts";
import { createResearchSteps } from "../research-steps.ts";
import { sayGoal } from "../say-goal.ts";

const event =
  /\b(?:wedding|part(?:y|ies)|offsite|conference|meet-?up|hackathon|birthday|celebration|event|webinar|retreat|reunion|ceremony|festival|fundraiser|barbecue|bbq|gala|exhibition|trade fair|open day|picnic|baby shower|anniversary|town hall|team day|dinner party|tournament|sports day|charity run|game night|christening|graduation|farewell|funeral|concert|launch event|(?:clean-?up|family|charity|activity|fun|career|volunteer|sports|wellness) day|(?:blood(?: donation)?|food|toy|charity|donation|clothing|recycling) drive|flea market|bake sale|street party|raffle|auction|potluck|quiz night|open mic|movie night|(?:book|film|running|chess|coding|reading|supper|gardening|walking) (?:club|group))\b/i;

/** Place, guests and programme at once, then what depends on them: a schedule, the money, the day itself. */
export const organiseEvent = defineMethod({
  name: "organise-event",
  description: "Prepare an occasion to which people come: a party, a wedding, a conference, an offsite",
  goal: {
    intents: ["other", "plan", "browse"],
    where: ({ object, verb }) =>
      event.test(object.replace(/\s(?:for|with|at|in|about|because)\s.*$/i, "")) &&
      /^(?:|prepare|plan|organi[sz]e|host|host a|throw|celebrate|arrange|run|do|get|set up|coordinate|hold|book|bring|start|found|launch)$/.test(
        verb,
      ),
  },
  subtasks(goal) {
    const { one, the, limits, without } = sayGoal(goal);
    const aim = `${goal.verb === "" ? "prepare" : goal.verb} ${one}`;
    const research = createResearchSteps(goal, [
      {
        subject: goal.object,
        question: `What does it take to ${aim}?`,
        description: `Find out what it takes to ${aim}${without}`,
      },
    ]);
    const details = createDetailSteps(goal, research.known);
    return {
      steps: [
        ...research.steps,
        {
          id: "compare-venues",
          agentType: AgentType.BROWSER,
          description: `Compare places for ${the}: room, date, price, way there${limits}`,
          produces: ["venues"],
          successCriterion: `three places that take ${the} stand side by side with price and free dates`,
        },
        {
          id: "compare-suppliers",
          agentType: AgentType.BROWSER,
          description: `Compare offers of food, drinks and equipment for ${the}${limits}${without}`,
          produces: ["suppliers"],
          successCriterion: `two offers of each kind for ${the} stand side by side`,
        },
        {
          id: "write-invitation",
          agentType: AgentType.KNOWLEDGE,
          description: `Draft the invitation to ${the} with what guests must know and answer`,
          question: `What must guests know before ${the}?`,
          produces: ["invitation"],
          effort: 0.5,
          successCriterion: `the invitation to ${the} asks for an answer by a date and for special needs`,
        },
        ...details,
        {
          id: "plan",
          agentType: AgentType.PLANNER,
          description: `Plan the tasks before ${the} and its course on the day${limits}`,
          task: `Design the tasks, the programme and the responsibilities of ${the}${limits}${without}`,
          consumes: [...research.known, "venues", "suppliers", ...details.map(({ id }) => id)],
          successCriterion: `every task for ${the} has somebody and a date, counted back from the day`,
        },
        {
          id: "add-up-costs",
          agentType: AgentType.CODE,
          description: `Add up what ${the} costs per item and per guest${limits}`,
          consumes: ["venues", "suppliers", "plan"],
          produces: ["budget"],
          effort: 0.3,
          successCriterion: `the sum for ${the} is known, with a reserve and what can be cut first`,
        },
        {
          id: "review",
          agentType: AgentType.REVIEW,
          description: `Check that the plan is enough to ${aim}${without}${limits}`,
          consumes: ["plan", "budget", "invitation"],
          successCriterion: `there is an answer to rain, illness and late guests for ${the}`,
        },
      ],
    };
  },
});
