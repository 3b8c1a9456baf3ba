import type { VerbReading } from "./english/read-verb.ts";

const moving = /^(?:sync|synchroni[sz]e|load|ingest|import|stream|replicate|pipe|extract|copy|feed)$/;
const route = /\b(?:from|into|to)\b/i;
const recurring =
  /\b(?:every (?:\w+ )?(?:minute|hour|night|day|week|month|morning|evening)s?|hourly|nightly|daily|weekly|continuously|in real time|on a schedule)\b/i;
const store =
  /\b(?:warehouse|data ?lake|database|db|bigquery|snowflake|redshift|databricks|clickhouse|duckdb|postgres(?:ql)?|mysql|s3|kafka|elasticsearch)\b/i;

/** "Sync contacts from HubSpot to our warehouse every night" asks for something that does so again and again. */
export function readPipeline({ verb, rest }: VerbReading): VerbReading | undefined {
  if (!(moving.test(verb) || (/^(?:move|transfer)$/.test(verb) && recurring.test(rest))) || !route.test(rest))
    return undefined;
  if (!recurring.test(rest) && !store.test(rest)) return undefined;
  return { verb: "build", intent: "build", rest: `a data pipeline to ${verb} ${rest}` };
}
