function list(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/));
}

/** Words without which a statement says the same: left out of the comparison. */
export const fillers = list(
  `a an the is are am be been being was were has have had having do does did it its it's they them their this
   that these those which who whose we our you your i my he she his her of in on at to for with and as so
   also too very itself there then therefore thus quite really just currently please such via`,
);

/** Words that turn, weaken or doubt a statement: where only one side has them, the two say different things. */
export const turningWords = list(
  `not no never none neither nor without cannot can't don't doesn't didn't isn't aren't wasn't weren't won't
   wouldn't shouldn't couldn't hasn't haven't hadn't mustn't nothing nobody nowhere lack lacks lacking unable
   fail fails failed hardly rarely seldom barely scarcely instead rather unlike except excluding besides
   may might could would should will shall must can't if unless whether until perhaps maybe possibly probably
   likely unlikely supposedly allegedly almost nearly partly partially planned plan plans soon future eventually
   proposed proposal upcoming someday formerly previously originally historically legacy deprecated obsolete
   removed dropped discontinued old older earlier former but however although though whereas while
   despite contrary false falsely wrong wrongly incorrect incorrectly myth imagine suppose supposing pretend
   claim claims claimed said says believed rumored rumoured assume assumes assuming hypothetical hypothetically
   nicht kein keine keinen keiner nie niemals weder ohne pas jamais aucun aucune sans nunca jamás ningún ninguna
   não nunca nem sem mai nessun nessuna senza niet geen nooit ikke aldri inte aldrig nie bez
   according alleged purported fake potential potentially denied denies deny doubt doubts`,
);

/** Words that bound or share a statement, where they stand between its own words; elsewhere they do no harm. */
export const limitingWords = list(
  `all every each always any some many most few several sometimes often usually generally typically mostly only
   both either half than more less fewer least over under above below before after during since between against
   by used optional optionally experimental once up down`,
);

/** More of them, which hold back a refutation only: bounds, conditions and examples. */
export const boundingWords = list(
  `or when whenever later newer higher lower greater smaller larger up down minimum maximum min max about around
   approximately approx roughly circa ca example examples instance e.g eg i.e ie like default defaults latest
   newest currently now today tested recommended suggest suggested prefer preferred plus minus
   additional another other others extra further first second third last next`,
);

/** Stems of verbs that hold of several values at once: another value beside one of them contradicts nothing. */
export const sharedVerbs = list(
  `support work run test compat includ accept allow offer provid contain handl add fix use can cover exist
   avail enabl understand read write recogn target build ship bundl add appear
   introduc improv chang updat upgrad releas publish bump come`,
);

/** Words after a statement that take a part of it back: "500 or more", "in name only", "some argue". */
export const restrictingWords = list(`only more less fewer some`);

/** Verbs of what happens once, so that another year beside one of them is wrong. */
export const singularVerbs = list(
  `begin began begun begins start started starts end ended ends die died dies born founded established created
   invented discovered signed ratified adopted abolished incorporated dissolved completed opened closed acquired married`,
);

/** Verbs of what happens once a day, so that another time beside one of them is wrong. */
export const dailyVerbs = list("opens open closes close starts start begins begin ends end");

/** Stems of verbs before an amount. */
export const quantityVerbs = list(
  "default take cost weigh hold requir need last measur count reach span equal spend wait contain employ own carri keep seat fit produc pay charg",
);

/** Words that open a sentence about the thing under whose name it stands. */
export const genericSubjects = list("package library module project tool software program plugin framework");

/** Headings that do not name another subject than the document's. */
export const genericHeadings = list(
  `about introduct overview get start instal usag requir featur highlight licens summari descript prerequisit
   compat background content document doc guid quick readm what why how motiv goal faq note support node nodej
   version basic exampl status`,
);
