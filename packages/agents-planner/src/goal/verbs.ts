/** What kind of work a goal asks for. */
export type Intent =
  | "research"
  | "learn"
  | "compare"
  | "decide"
  | "build"
  | "add"
  | "fix"
  | "migrate"
  | "improve"
  | "test"
  | "review"
  | "document"
  | "deploy"
  | "design"
  | "plan"
  | "browse"
  | "other";

/** True for work that finds out something and changes nothing. */
export function isInquiry(intent: Intent): boolean {
  return intent === "research" || intent === "compare" || intent === "decide";
}

const verbsByIntent: Readonly<Record<Intent, string>> = {
  research:
    "research,investigate,explore,study,learn about,learn how,learn why,find out,figure out,work out,look into,look up,search,survey,gather,collect,analyze,analyse,understand,explain,summarize,summarise,examine,find,identify,discover,list,describe",
  learn:
    "learn,learn to,learn how to,master,practise,practice,get better at,get good at,become fluent in,become good at,study for",
  compare: "compare,contrast,benchmark",
  decide: "choose,decide,pick,select,recommend,evaluate,assess",
  build:
    "build,create,make,develop,implement,construct,code,program,scaffold,set up,setup,generate,prototype,launch,produce,write,bootstrap",
  add: "add,extend,integrate,introduce,include,enable,support,allow,expose,wire,embed",
  fix: "fix,repair,debug,resolve,solve,troubleshoot,diagnose,correct,patch,get rid of,stop,prevent",
  migrate:
    "migrate,upgrade,port,convert,move,switch,replace,update,transition,modernize,modernise,rewrite,bump",
  improve:
    "improve,optimize,optimise,speed up,refactor,reduce,clean up,simplify,harden,secure,scale,shrink,lower,increase,accelerate,tune,remove,delete,drop,rename,merge",
  test: "test,verify,validate,check",
  review: "review,audit,inspect",
  document: "document,draft,write up,compose,rewrite the text of",
  deploy: "push,deploy,release,publish,host,roll out,ship,containerize,containerise,dockerize,dockerise",
  design: "design,architect,outline,sketch,model,specify",
  plan: "plan,draw up,come up with",
  browse: "open,visit,browse,scrape,crawl,download,log in,log into,fill in,book,order,navigate,go to,click",
  other:
    "install,translate,organize,organise,prepare,run,use,configure,automate,monitor,track,manage,celebrate,host a,train,do,start,get,give,send,show,tell,teach,help,bring,put,sell,buy,grow,hire,clean,save,propose,suggest,arrange,throw,cook,travel,pack,lose,finish,finance,declutter,renovate,decorate,paint,estimate,calculate,present,store,export,email,notify",
};

/** Every known verb, one or more words, with its intent. */
export const intentOfVerb: ReadonlyMap<string, Intent> = new Map(
  (Object.keys(verbsByIntent) as Intent[]).flatMap((intent) =>
    verbsByIntent[intent].split(",").map((verb): [string, Intent] => [verb, intent]),
  ),
);

/** Nouns that name the work as a verb does: `"Migration from Jest to Vitest"`. */
export const intentOfNoun: ReadonlyMap<string, Intent> = new Map<string, Intent>([
  ["comparison", "compare"],
  ["investigation", "research"],
  ["analysis", "research"],
  ["overview", "research"],
  ["evaluation", "decide"],
  ["migration", "migrate"],
  ["upgrade", "migrate"],
  ["implementation", "build"],
  ["development", "build"],
  ["creation", "build"],
  ["deployment", "deploy"],
  ["integration", "add"],
  ["optimization", "improve"],
  ["optimisation", "improve"],
]);

/** Verbs that are nouns as often: inside a sentence they begin a clause only before a word like "the" or "it". */
export const nounLikeVerbs: ReadonlySet<string> = new Set(
  "push,install,master,practice,pack,finish,paint,travel,throw,research,search,test,plan,design,review,release,update,upgrade,document,benchmark,list,check,order,book,open,model,port,code,program,host,patch,support,study,survey,scale,use,move,switch,stop,draft,sketch,outline,track,download,audit,show,run,start,help,do,get,sell,buy,train,pick,click,launch,ship,contrast,increase,tune,bump,clean,put,find,send,bring,export,store,drop,email,save,merge".split(
    ",",
  ),
);

/** The base form of a gerund when it is a known verb: `"migrating"` gives `"migrate"`, `"setting up"` gives `"set up"`. */
export function readGerund(words: string): string | undefined {
  const [word = "", ...others] = words.split(" ");
  const rest = others.map((other) => ` ${other}`).join("");
  if (!word.endsWith("ing") || word.length < 6) return undefined;
  const stem = word.slice(0, -3);
  const candidates = [stem, `${stem}e`, /(.)\1$/.test(stem) ? stem.slice(0, -1) : stem];
  return candidates.map((candidate) => `${candidate}${rest}`).find((verb) => intentOfVerb.has(verb));
}
