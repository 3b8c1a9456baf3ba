/** Who was registered at a moment: for each agent type its name, then the names of its agents. */
export type Roster = readonly (readonly string[])[];

/** More agents than this are not listed: a run holds the list, and should not be mostly that. */
export const longestRoster = 64;
