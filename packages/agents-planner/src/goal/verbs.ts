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
    "research,tell me about,investigate,explore,study,learn about,learn how,learn why,find out,figure out,work out,look into,look up,search,survey,gather,collect,analyze,analyse,understand,explain,summarize,summarise,examine,find,identify,discover,list,describe,look at,compile,predict,forecast,interview,look for,map,find the reason for",
  learn:
    "learn,learn to,learn how to,master,practise,practice,get better at,get good at,become fluent in,become good at,study for,study,revise for",
  compare: "compare,contrast,benchmark,rank",
  decide: "choose,decide,decide on,vote on,agree on,pick,select,recommend,evaluate,assess",
  build:
    "build,create,make,develop,implement,construct,code,program,scaffold,set up,setup,generate,prototype,launch,produce,write,bootstrap",
  add: "add,extend,integrate,introduce,include,enable,support,allow,expose,wire,embed,connect,hook up,plug in,implement support for",
  fix: "fix,repair,debug,resolve,solve,troubleshoot,diagnose,correct,patch,get rid of,stop,prevent,unbreak,tackle,remediate,mitigate,rectify,recover,eliminate",
  migrate:
    "migrate,upgrade,port,convert,move,switch,replace,update,transition,modernize,modernise,rewrite,bump",
  improve:
    "improve,optimize,optimise,speed up,refactor,reduce,encrypt,rotate,rework,redesign,restructure,revamp,overhaul,streamline,decouple,modularise,modularize,deduplicate,minify,compress,polish,boost,tidy up,tighten,lint,cut,cut down,bring down,trim,clean up,simplify,harden,secure,scale,shrink,lower,increase,accelerate,tune,remove,delete,drop,rename,merge",
  test: "test,a/b test,load test,stress test,smoke test,penetration test,verify,validate,check",
  review: "review,audit,inspect,scan,profile,proofread,critique,pentest,pen test,assess the security of",
  document: "document,ghostwrite,draft,write up,compose,rewrite the text of",
  deploy:
    "push,deploy,roll back,release,publish,host,roll out,ship,go live with,distribute,submit,containerize,containerise,dockerize,dockerise",
  design: "design,wireframe,mock up,architect,outline,sketch,model,specify",
  plan: "plan,map out,lay out,draw up,come up with",
  browse:
    "open,visit,browse,scrape,crawl,download,log in,log into,fill in,fill out,sign up for,register on,reserve,book,order,navigate,go to,click",
  other:
    "make sure,ensure,keep,format,throttle,archive,onboard,declutter,whiteboard,install,translate,organize,organise,prepare,run,use,configure,automate,monitor,track,manage,celebrate,host a,host an,train,do,start,get,give,send,show,tell,teach,help,bring,put,sell,buy,grow,hire,clean,save,propose,suggest,arrange,throw,cook,travel,pack,lose,finish,finance,declutter,renovate,decorate,paint,estimate,calculate,present,store,export,email,notify,sync,schedule,split,apply for,fundraise,redo,rebook,reschedule,renew,cancel,fine-tune,alert,put together",
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

/** Things whose first word is a verb as well: "release notes" are not released. */
const compounds = new Set(
  (
    "code review,code review checklist,search engine,release notes,release plan,release checklist,study group,security audit,test plan,test plans,test strategy,design system,design document," +
    "design doc,design patterns,research paper,research papers,research report,research proposal,order management,order form,order history," +
    "book club,book review,book shop,book store,order tracking,pitch deck,track record,training plan,update notes,upgrade notes,upgrade guide,migration guide,support tickets,support team,support requests," +
    "landing page,landing pages,building permit,study group,study plan,cooking class,shipping costs,reading list,training course,parking lot,booking system,booking page,hiring plan,marketing plan,marketing campaign"
  ).split(","),
);

/** True when a clause begins with a compound noun rather than with an order. */
export function isCompound(words: readonly { readonly bare: string }[]): boolean {
  const [first, second] = words;
  return compounds.has(`${first?.bare} ${second?.bare}`);
}
