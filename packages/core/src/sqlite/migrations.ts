/**
 * The tables, as steps from version to version: the file's version is how many steps it has seen. A step that was
 * released never changes; a change of the tables is another step.
 *
 * `run` is the number of a run, `plan`, `record`, `event` and all values are JSON. Big columns stand last, so that rows
 * are read without them.
 */
export const migrations: readonly string[] = [
  `CREATE TABLE counters (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    runs INTEGER NOT NULL,
    tasks INTEGER NOT NULL,
    events INTEGER NOT NULL,
    ends INTEGER NOT NULL
  ) STRICT;
  INSERT INTO counters VALUES (1, 0, 0, 0, 0);

  CREATE TABLE runs (
    number INTEGER PRIMARY KEY,
    run_id TEXT NOT NULL UNIQUE,
    status TEXT NOT NULL,
    owner TEXT NOT NULL,
    fence INTEGER NOT NULL,
    expires_at REAL NOT NULL,
    lease_ms REAL NOT NULL,
    sequence INTEGER NOT NULL DEFAULT 0,
    pending INTEGER NOT NULL DEFAULT 0,
    in_progress INTEGER NOT NULL DEFAULT 0,
    completed INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0,
    cancelled INTEGER NOT NULL DEFAULT 0,
    cost_usd REAL NOT NULL DEFAULT 0,
    tokens REAL NOT NULL DEFAULT 0,
    created_at REAL NOT NULL,
    finished_at REAL,
    stop TEXT,
    ended INTEGER,
    weight INTEGER,
    strategy TEXT NOT NULL,
    title TEXT NOT NULL,
    searched TEXT NOT NULL
  ) STRICT;
  CREATE INDEX runs_unfinished ON runs (created_at, number) WHERE status = 'running';
  CREATE INDEX runs_ended ON runs (ended) WHERE ended IS NOT NULL;
  CREATE INDEX runs_by_status ON runs (status);
  CREATE INDEX runs_by_strategy ON runs (strategy);
  CREATE TABLE plans (run INTEGER PRIMARY KEY, plan TEXT) STRICT;

  CREATE TABLE tasks (
    number INTEGER PRIMARY KEY,
    run INTEGER NOT NULL,
    task_id TEXT NOT NULL UNIQUE,
    status TEXT NOT NULL,
    agent_type TEXT NOT NULL,
    cost_usd REAL NOT NULL,
    tokens REAL NOT NULL,
    brief TEXT NOT NULL,
    input TEXT,
    result TEXT
  ) STRICT;
  CREATE INDEX tasks_of_run ON tasks (run);
  CREATE INDEX tasks_by_status ON tasks (status);
  CREATE INDEX tasks_by_agent ON tasks (agent_type);

  CREATE TABLE run_agents (
    agent_type TEXT NOT NULL,
    run INTEGER NOT NULL,
    tasks INTEGER NOT NULL,
    PRIMARY KEY (agent_type, run)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX agents_of_run ON run_agents (run);

  CREATE TABLE steps (
    number INTEGER PRIMARY KEY,
    run INTEGER NOT NULL,
    task_id TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT,
    UNIQUE (run, task_id, key)
  ) STRICT;
  CREATE TABLE spend (
    number INTEGER PRIMARY KEY,
    run INTEGER NOT NULL,
    ticket_id TEXT NOT NULL,
    record TEXT NOT NULL,
    UNIQUE (run, ticket_id)
  ) STRICT;
  CREATE TABLE answers (
    number INTEGER PRIMARY KEY,
    run INTEGER NOT NULL,
    task_id TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT,
    UNIQUE (run, task_id, key)
  ) STRICT;
  CREATE TABLE early_answers (
    number INTEGER PRIMARY KEY,
    run_id TEXT NOT NULL,
    task_id TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT,
    UNIQUE (run_id, task_id, key)
  ) STRICT;

  CREATE TABLE events (
    cursor INTEGER PRIMARY KEY,
    run INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    event TEXT
  ) STRICT;
  CREATE INDEX events_of_run ON events (run);`,
  `ALTER TABLE runs ADD COLUMN recoveries INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE runs ADD COLUMN released INTEGER NOT NULL DEFAULT 0;`,
];
