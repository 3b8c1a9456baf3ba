/** The stop words of the knowledge agent, so that no system has better ones. */
export const stopWords: ReadonlySet<string> = new Set(
  `a about above after again against all am an and any are aren't as at be because been before being below
   between both but by can can't cannot could couldn't did didn't do does doesn't doing don't down during
   each few for from further had hadn't has hasn't have haven't having he her here hers herself him himself
   his how i if in into is isn't it it's its itself just let let's me more most must my myself no nor not
   of off on once only or other our ours ourselves out over own same shall she should shouldn't so some such
   than that that's the their theirs them themselves then there there's these they they're this those through
   to too under until up upon us very was wasn't we we're were weren't what what's when where which while who
   whom whose why will with won't would wouldn't you you're your yours yourself yourselves
   also via per many much i.e e.g etc`.split(/\s+/),
);
