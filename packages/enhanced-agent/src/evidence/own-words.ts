const fillers = new Set(
  (
    "the,and,for,with,that,this,from,into,our,your,their,its,are,was,were,has,have,will,can,about,which,what,how,who," +
    "when,where,why,use,using,all,any,each,then,them,they,not,but,step,task,agent,please,der,die,das,und,mit,les,des,une"
  ).split(","),
);

/** The words of a text that say what it is about, without their endings. */
export function listOwnWords(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}.+#-]*/gu) ?? [];
  return new Set(
    words
      .filter((word) => word.length > 2 && !fillers.has(word))
      .map((word) => word.replace(/[.-]+$/, "").replace(/(?:ing|ed|es|s)$/, "")),
  );
}

/** The share of the first words that is among the second: 0 to 1; 0 when there are none. */
export function measureShare(words: ReadonlySet<string>, among: ReadonlySet<string>): number {
  if (words.size === 0) return 0;
  let shared = 0;
  for (const word of words) if (among.has(word)) shared += 1;
  return shared / words.size;
}
