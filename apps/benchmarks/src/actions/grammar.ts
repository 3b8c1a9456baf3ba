/** The words of the shipped actions, and the marker of a run. */
export const grammar = {
  actions: [
    { name: "PLAN", fields: ["STEPS", "GOAL", "CRITERIA"] },
    { name: "DELEGATE", fields: ["AGENT_TYPE", "CAPABILITY", "TASK", "INPUT", "USING", "TIMEOUT"] },
    { name: "CONSENSUS", fields: ["QUESTION", "AGENTS", "INPUT", "MIN_AGREEMENT"] },
    { name: "VERIFY", fields: ["VERDICT", "UNMET"] },
    { name: "REFLECT", fields: ["LESSON"] },
    { name: "ANSWER", fields: ["TEXT"] },
  ],
  marker: "data-5f1d0c9a77e3b642",
};
