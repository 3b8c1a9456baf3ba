import type { Goal } from "../goal/goal.ts";
import { classifyThing } from "../goal/things.ts";

const softwareWord =
  /\b(?:code|code ?base|software|programs?|builds?|repo(?:sitory)?|api|app|website|page|server|database|query|queries|endpoint|deploy\w*|login|checkout|signup|sign-?in|button|search|upload|export|import|cron|job|worker|script|module|class(?:es)?|function|docker|cache|integration|tests?|two-factor|2fa|mfa|sso|authentication|authori[sz]ation|encryption|backend|frontend|layout|css|commits?|branch(?:es)?|pull requests?|sdk|cli|bundle|dependenc(?:y|ies)|websockets?|web ?hooks?|log files?|logs|audit log|data retention|cookies|cold starts?|features?|feature flags?|code ?base)\b/i;

/** True for what is made of code, or may be. */
export function isAboutSoftware({ object, technologies }: Goal): boolean {
  const kind = classifyThing(object);
  if (kind === "document" || kind === "plan") return false;
  return kind !== undefined || technologies.length > 0 || softwareWord.test(object);
}

/** "Clean up my inbox": something of the speaker's own that is not made of code. */
export function isPersonal(goal: Goal): boolean {
  return /\bmy\b/i.test(goal.text) && !isAboutSoftware(goal);
}

const slowness =
  /\b(?:slow(?:ly|er|ness)?|fast(?:er)?|quick(?:er|ly)|speed(?:s|ing)? up|performance|performant|latenc(?:y|ies)|throughput|response times?|load(?:ing)? times?|start-?up time|build times?|bottlenecks?|lag(?:s|gy|ging)?|sluggish|page ?speed|lighthouse score|core web vitals|frame rate|fps|n\+1|optimi[sz]e (?:the |our |my )?(?:sql|queries|query|database|images?|bundle|rendering|algorithm|loop)|(?:memory|cpu) (?:usage|use|footprint|consumption)|bundle size|\d+ ?x (?:the )?(?:traffic|load|users)|concurrent users|high (?:traffic|load)|load tests?|peak (?:traffic|load)|scalability|(?:black friday|christmas|holiday|launch|peak)[ -](?:traffic|load|rush|season)|traffic (?:spikes?|peaks?)|load is \d+ ?s|(?:load|page load|loading)(?: time)? is \d)\b|\b(?:takes?|needs?|loads?|loading|run|respond|starts?|render)\b.{0,30}\b\d+(?:\.\d+)? ?(?:ms|milliseconds?|s|sec|seconds?|minutes?)\b/i;

/** What grows without end is a defect, not slowness. */
const leak = /\b(?:leaks?|leaking|grows? until|gets? killed|out of memory|oom)\b/i;

/** True when the goal is about time or resources that existing software takes. */
export function isAboutPerformance({ text, concern }: Goal): boolean {
  return (concern === "performance" || slowness.test(text)) && !leak.test(text);
}

const attack =
  /\b(?:security|secur(?:e|ing)|vulnerab\w+|pen(?:etration)?[- ]?test\w*|threat(?:s| model\w*)?|harden\w*|owasp|exploit\w*|cves?|injections?|xss|csrf|attack(?:s|ers?)?|leaked secrets?)\b/i;

/** True when the goal is about what attackers might do. */
export function isAboutSecurity({ text, concern }: Goal): boolean {
  return concern === "security" || attack.test(text);
}

const dataFlow =
  /\b(?:etl|elt|(?:data|ingestion|ingest) (?:pipelines?|ingestion|flows?|jobs?)|pipelines? (?:that|which|to|for|from) .*\b(?:data|orders|events|logs|records|tickets|warehouse)|backfill\w*|(?:load|ingest|sync|stream|copy)s?\b.{1,60}\b(?:into|to) (?:the |our |a |an )?(?:new )?(?:\w+ )?(?:warehouse|lakehouse|data lake|bigquery|snowflake|redshift|clickhouse|databricks)|(?:export|sync|copy|load|import|ingest|crawl|scrape|fetch)\b.{1,80}\b(?:every|each) (?:hour|day|night|week|month|morning)|airflow|dbt models?|change data capture|cdc)\b/i;

/** True for work on a flow of data from sources to a place where it is used. */
export function isAboutDataFlow({ text, object }: Goal): boolean {
  return classifyThing(object) === "data-pipeline" || dataFlow.test(text);
}

/** "test coverage to 90%" without the figure that it shall reach. */
export function dropFigure(phrase: string): string {
  const cut = phrase
    .replace(/\sfrom [\d.,]+.*$/i, "")
    .replace(
      /\s(?:to|by|under|below|in|within) (?:(?:under|below|less than|at least|about) )?[\d.]+\s?%?.*$/i,
      "",
    );
  return cut === "" ? phrase : cut;
}

/** What the goal is about, without what follows a verb: "checkout page" in "checkout page takes 9 seconds to load". */
export function nameSubject(goal: Goal): string {
  const cut = goal.object
    .replace(/,? (?:please|pls)\b.*$/i, "")
    .replace(
      /\s(?:takes?|needs?|is|are|was|has|have|gets?|loads?|runs?|responds?|feels?|seems?|became|keeps?)\s.*$/i,
      "",
    );
  return dropFigure(cut === "" ? goal.object : cut);
}

/** "Move the button to the left": nothing goes to another technology. */
export function isMoveOnPage({ verb, object, technologies }: Goal): boolean {
  const isElement =
    /^(?:\S+ ){0,2}?(?:buttons?|logo|menu|icons?|banner|links?|images?|header|footer|fields?|columns?|section|sidebar|label|title|widget|tabs?)\b/i;
  return /^(?:move|switch|replace|update)$/.test(verb) && technologies.length === 0 && isElement.test(object);
}
