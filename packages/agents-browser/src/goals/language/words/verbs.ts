/** Which reader takes a clause that begins with a verb. */
export type ClauseFamily =
  | "click"
  | "enter"
  | "fill"
  | "set"
  | "adjust"
  | "select"
  | "mark"
  | "drag"
  | "scroll"
  | "plain"
  | "go"
  | "search"
  | "find"
  | "read"
  | "count"
  | "compute"
  | "style"
  | "sort"
  | "wait"
  | "press"
  | "login"
  | "act"
  | "draw"
  | "use";

export interface Verb {
  readonly family: ClauseFamily;
  /** What it is called in a reading: "delete" for "remove". */
  readonly name: string;
  /** Whether it is as often a noun or the name of a control: "like", "order", "search". */
  readonly isWeak: boolean;
}

/** By family, then by plain form, with its spellings; spellings after "|" are weak. */
const table: Readonly<Record<ClauseFamily, Readonly<Record<string, string>>>> = {
  click: {
    click:
      "click,click on,press,press on,push,tap,tap on,hit,activate,click into,left-click,left-click on,trigger",
    doubleClick: "double-click,double-click on,double click,double click on",
    rightClick: "right-click,right-click on,right click,right click on",
    hover:
      "hover,hover over,hover on,mouse over,move the mouse over,move your mouse over,point at,move the cursor over",
    focus: "focus,focus on,focus into,focus in,put the cursor in,place the cursor in,click inside",
  },
  enter: {
    enter:
      "enter,type,type in,type out,input,write,key in,insert,put,put in,provide,supply,write down,fill in with,specify,paste in",
  },
  fill: { fill: "fill,fill in,fill out,complete" },
  set: { set: "set|set", change: "change,update,make,edit,replace,modify", adjust: "adjust,slide" },
  adjust: { increase: "increase,raise,increment,bump", decrease: "decrease,lower,reduce,decrement" },
  select: {
    select: "select,choose,pick,pick out,choose between",
    deselect: "deselect,unselect,de-select",
  },
  mark: {
    check: "tick,check off,turn on,enable,switch on|check",
    uncheck: "uncheck,untick,un-check,turn off,disable,switch off",
    toggle: "toggle|mark,rate,flag,tag",
  },
  drag: { drag: "drag,drag and drop,move,drop,place,reorder|slide,arrange" },
  scroll: { scroll: "scroll,scroll through" },
  plain: {
    expand: "expand,unfold,expand out",
    collapse: "collapse,fold,minimize",
    close: "dismiss|close,exit",
    clear: "clear,empty,erase,wipe",
    copy: "copy|copy",
    paste: "paste|paste",
    submit: "submit|submit",
    highlight: "highlight",
    resize: "resize,shrink,enlarge",
  },
  go: {
    go_to:
      "go to,go,navigate,navigate to,navigate through,visit,browse to,switch to,switch between,switch,head to,return to,get to,jump to|open,open up,view,access,show,pull up,launch,bring up",
    back: "go back,navigate back,go back to,return",
  },
  search: { search: "search for,look up,google|search,query" },
  find: {
    find: "find,locate,take,see,view the,look for,identify,find out,discover,look at,spot,retrieve,seek out,hunt for,look",
  },
  read: {
    read: "read,tell me,tell,report,extract,give me,get me,show me,return the,read out,what is,what's,what are,what was,what,who,who is,which,when,when is,where,where is,how much,how long,how old,how far,is there,list,name the|get,fetch,output",
  },
  count: { count: "count,how many,count up" },
  compute: { compute: "calculate,compute,solve,add up,sum up,sum,work out,evaluate,determine,figure out" },
  style: { style: "give,bold,italicize,underline,color,colour,format,style|apply" },
  sort: { sort: "sort,sort by,order by|sort,rank" },
  wait: { wait: "wait,wait for" },
  press: { press: "press" },
  login: {
    "log in": "log in,log into,login,log on,sign in,sign into,sign on,log me in,sign me in,log in to",
  },
  act: {
    reply: "reply,reply to|respond,respond to,answer",
    forward: "forward,foward,resend",
    send: "send,send out",
    delete: "delete,remove,trash,discard,get rid of,throw away,bin",
    star: "star,favorite,favourite,unstar",
    archive: "archive",
    like: "|like",
    unlike: "unlike",
    share: "|share",
    retweet: "retweet,repost",
    follow: "|follow",
    unfollow: "unfollow",
    block: "|block",
    mute: "|mute",
    hide: "hide",
    buy: "buy,purchase",
    sell: "sell",
    add: "add",
    book: "|book,reserve",
    order: "|order",
    create: "create,generate,make a,make an",
    save: "save,save as",
    download: "download",
    upload: "upload,attach",
    cancel: "cancel",
    confirm: "confirm,acknowledge",
    accept: "accept",
    agree: "agree to,agree",
    approve: "approve",
    reject: "reject,decline,refuse",
    subscribe: "subscribe,subscribe to",
    unsubscribe: "unsubscribe",
    "log out": "log out,logout,sign out,log off",
    register: "register,sign up,sign up for,create an account",
    play: "|play",
    start: "|start",
    stop: "|stop",
    pause: "pause",
    resume: "|resume",
    post: "|post,publish,tweet",
    rename: "rename",
    join: "join",
    leave: "leave",
    apply: "apply",
    filter: "|filter,show only",
    print: "|print",
    zoom: "zoom,zoom in,zoom out",
    refresh: "refresh,reload",
    undo: "undo",
    redo: "redo",
    restore: "restore",
    reset: "reset",
    invite: "invite",
    assign: "assign",
    continue: "continue,proceed",
    checkout: "check out,checkout,pay,pay for",
    schedule: "schedule",
    guess: "guess",
    email: "|email,e-mail",
    message: "|message",
    call: "|call",
    bookmark: "|bookmark",
    pin: "|pin",
    keep: "keep",
    win: "win",
    finish: "finish",
    end: "|end",
    begin: "begin",
    skip: "skip",
    compare: "compare",
    import: "import",
    export: "export",
    vote: "vote,vote for",
    upvote: "upvote",
    downvote: "downvote",
    review: "|review",
    comment: "|comment,comment on",
    track: "|track",
    transfer: "|transfer",
    donate: "donate",
    withdraw: "withdraw",
    deposit: "|deposit",
    install: "install",
    translate: "translate",
    convert: "convert",
    run: "|run",
    test: "|test",
    merge: "merge",
    duplicate: "|duplicate",
    pay: "pay",
    connect: "connect",
    disconnect: "disconnect",
  },
  draw: { draw: "draw,sketch" },
  use: { use: "use,using" },
};

const byWords = new Map<string, Verb>();
for (const [family, verbs] of Object.entries(table)) {
  for (const [name, spellings] of Object.entries(verbs)) {
    const [strong = "", weak = ""] = spellings.split("|");
    for (const [list, isWeak] of [
      [strong, false],
      [weak, true],
    ] as const) {
      for (const spelling of list.split(",")) {
        // "press" is in two families: the click reader sends keys on.
        if (spelling !== "" && !(spelling === "press" && family === "press")) {
          byWords.set(spelling, { family: family as ClauseFamily, name, isWeak });
        }
      }
    }
  }
}

/** The most words that a verb has. */
export const longestVerb = 5;

/** The verb of these words, in lower case. */
export function findVerb(words: string): Verb | undefined {
  return byWords.get(words);
}
