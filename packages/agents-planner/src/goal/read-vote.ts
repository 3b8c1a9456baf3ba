const people =
  "(?:(?:several|multiple|some|all|the|our|a few|two|three|four|five|\\d+|different|independent|various) )*(?:[\\w-]+ )?(?:agents|models|experts|team|reviewers|members|people|colleagues|architects|developers|engineers|designers|managers|founders|partners|everyone|everybody)";
const openings: readonly RegExp[] = [
  new RegExp(
    `^(?:let|have|ask|get|(?:i|we)(?: want|['’]d like| would like)) ${people} (?:to )?(?:decide|choose|pick|vote|agree|select)(?: together)?(?: on| about| for| between)?(?: |$)`,
    "i",
  ),
  /^(?:take|hold|have|call) a vote (?:on|about|between|to decide|to choose) /i,
  /^vote (?:on|for|about|between) /i,
  /^(?:reach|find|build|come to|seek) (?:a )?consensus (?:on|about) /i,
  /^(?:agree|decide|choose|pick) (?:together|jointly|collectively|as a (?:team|group)) (?:on )?/i,
  /^(?:together|jointly|collectively|as a (?:team|group)),? (?:decide|choose|pick|agree|vote)(?: on)? /i,
];
const method =
  /[\s,]*(?:\b(?:by|with|through|via|using|in) (?:a |an |the )?(?:(?:simple|majority|unanimous|team|popular|two-thirds|agents?['’]?) )*(?:vote|voting|majority|consensus|ballot|unanimity|show of hands)\b(?: of [\w ]{1,40})?|\b(?:as a|in the) (?:team|group)|\band (?:let|have) [\w ]{1,40} vote(?: on (?:it|them))?)[\s.]*$/i;

/** A clause that lets several decide, as a plain decision: "vote on the name" gives "decide the name". */
export function readVote(clause: string): string | undefined {
  const bare = clause.replace(method, "").trim();
  const isEnding = bare !== "" && bare !== clause.trim();
  for (const opening of openings) {
    const match = opening.exec(bare);
    if (match !== null) return `decide ${bare.slice(match[0].length)}`;
  }
  return isEnding &&
    /^(?:decide|choose|pick|select|agree|vote|settle|determine|find|evaluate|compare|recommend|should|which|what)\b/i.test(
      bare,
    )
    ? bare.replace(/^(?:agree|vote|settle)(?: on)? /i, "decide ")
    : undefined;
}
