/**
 * Which folder of a package may import which: the tables of folders in ARCHITECTURE.md as data. Change a rule here,
 * nowhere else.
 */

/** What a folder of a package may import of the other folders. */
export interface FolderRule {
  /** Folders whose values (functions, classes, constants) and types it may import. */
  readonly mayImport: readonly string[];
  /** Folders of which it may import types only. */
  readonly mayImportTypesOf?: readonly string[];
}

/** The files next to the folders (`src/index.ts`, `src/orchestrator.ts`) form the folder `.`. */
export const facade = ".";

/** The folder that may import every other one. */
const everyFolder = "*";

/** The folders of each package that has them, from the outside in; a folder that is missing here is a problem. */
export const folderRules: Readonly<Record<string, Readonly<Record<string, FolderRule>>>> = {
  "@convoke/core": {
    [facade]: { mayImport: [everyFolder] },
    orchestrator: { mayImport: [everyFolder] },
    testing: { mayImport: [] },
    "store-kit": { mayImport: ["stores", "json", "errors"] },
    "artifact-folder": { mayImport: ["stores", "runtime", "errors"] },
    sqlite: { mayImport: ["stores", "runtime", "json", "errors"], mayImportTypesOf: ["tasks", "budget"] },
    strategies: { mayImport: ["errors", "runtime", "json"], mayImportTypesOf: ["tasks"] },
    tasks: { mayImport: ["registry", "engines", "stores", "budget", "events", "runtime", "errors", "json"] },
    registry: { mayImport: ["runtime", "errors"], mayImportTypesOf: ["tasks", "engines"] },
    engines: { mayImport: ["runtime", "errors"], mayImportTypesOf: ["tasks", "registry", "budget"] },
    stores: { mayImport: ["runtime", "errors", "json"], mayImportTypesOf: ["tasks", "events", "budget"] },
    budget: { mayImport: ["runtime", "errors"] },
    events: { mayImport: ["errors"], mayImportTypesOf: ["tasks"] },
    model: { mayImport: ["runtime", "errors"], mayImportTypesOf: ["tasks", "budget"] },
    runtime: { mayImport: ["errors"] },
    json: { mayImport: ["errors"] },
    errors: { mayImport: [] },
  },
  "@convoke/server": {
    [facade]: { mayImport: [everyFolder] },
    ui: { mayImport: [facade, "api"] },
    start: { mayImport: [facade, "http", "settings"] },
    routes: { mayImport: ["http", "events", "agents", "api"], mayImportTypesOf: [facade] },
    agents: { mayImport: ["api"], mayImportTypesOf: [facade, "settings"] },
    data: { mayImport: ["start"], mayImportTypesOf: ["settings"] },
    settings: { mayImport: ["http"] },
    http: { mayImport: ["events", "api"], mayImportTypesOf: [facade, "settings"] },
    events: { mayImport: ["api"], mayImportTypesOf: [facade] },
    follow: { mayImport: ["api"] },
    api: { mayImport: [] },
  },
  "@convoke/engine-bullmq": {
    [facade]: { mayImport: [everyFolder] },
    coordinator: { mayImport: ["engine", "wire", "connection"], mayImportTypesOf: [facade] },
    engine: { mayImport: ["wire", "connection"], mayImportTypesOf: [facade] },
    worker: { mayImport: ["wire", "connection"], mayImportTypesOf: [facade] },
    store: { mayImport: ["connection"], mayImportTypesOf: [facade] },
    wire: { mayImport: ["connection"] },
    connection: { mayImport: [] },
  },
  "@convoke/language-model": {
    [facade]: { mayImport: [everyFolder] },
    testing: { mayImport: [everyFolder], mayImportTypesOf: [facade] },
    openai: { mayImport: ["structured", "errors"] },
    local: { mayImport: ["structured", "errors"] },
    structured: { mayImport: ["errors"] },
    errors: { mayImport: [] },
  },
  "@convoke/enhanced-agent": {
    [facade]: { mayImport: [everyFolder] },
    sqlite: { mayImport: ["lessons", "conversation", "errors"] },
    loop: {
      mayImport: [
        "actions",
        "transport",
        "action",
        "machine",
        "prompt",
        "evidence",
        "verify",
        "lessons",
        "conversation",
        "errors",
      ],
      mayImportTypesOf: [facade],
    },
    rules: { mayImport: ["prompt", "evidence", "action", "machine", "errors"] },
    actions: { mayImport: ["action", "machine", "evidence", "verify", "errors"], mayImportTypesOf: ["loop"] },
    verify: { mayImport: ["machine", "evidence"], mayImportTypesOf: ["loop"] },
    prompt: {
      mayImport: ["action", "machine", "evidence", "errors"],
      mayImportTypesOf: ["lessons", "conversation", "loop"],
    },
    transport: { mayImport: ["action", "machine", "errors"] },
    lessons: { mayImport: ["errors"] },
    conversation: { mayImport: ["errors"], mayImportTypesOf: ["evidence"] },
    action: { mayImport: ["machine", "errors"], mayImportTypesOf: ["loop"] },
    evidence: { mayImport: ["errors"], mayImportTypesOf: ["loop", "prompt"] },
    machine: { mayImport: ["errors"], mayImportTypesOf: ["action"] },
    errors: { mayImport: [] },
  },
  "@convoke/agents-planner": {
    [facade]: { mayImport: [everyFolder] },
    tools: { mayImport: [everyFolder], mayImportTypesOf: [facade] },
    execute: {
      mayImport: ["replan", "compose", "methods", "schedule", "estimates", "goal", "plan", "text"],
      mayImportTypesOf: [facade],
    },
    replan: {
      mayImport: ["compose", "methods", "schedule", "estimates", "goal", "plan", "text"],
    },
    refine: {
      mayImport: ["compose", "methods", "research", "schedule", "estimates", "goal", "plan", "text"],
      mayImportTypesOf: [facade],
    },
    model: {
      mayImport: ["compose", "research", "schedule", "estimates", "goal", "plan", "text"],
      mayImportTypesOf: ["methods", facade],
    },
    compose: { mayImport: ["methods", "research", "schedule", "estimates", "goal", "plan", "text"] },
    methods: { mayImport: ["research", "goal", "text"] },
    research: { mayImport: ["goal", "text"] },
    goal: { mayImport: ["text"], mayImportTypesOf: ["research", facade] },
    format: { mayImport: ["schedule", "plan", "text"] },
    estimates: { mayImport: ["text"], mayImportTypesOf: ["plan"] },
    plan: { mayImport: ["schedule", "text"] },
    schedule: { mayImport: ["text"], mayImportTypesOf: ["plan"] },
    text: { mayImport: [] },
  },
  "@convoke/agents-browser": {
    [facade]: { mayImport: [everyFolder] },
    tools: { mayImport: [everyFolder], mayImportTypesOf: [facade] },
    model: {
      mayImport: ["actions", "observe", "expect", "program", "policy", "session", "errors"],
      mayImportTypesOf: ["goals"],
    },
    goals: {
      mayImport: ["actions", "observe", "extract", "expect", "program", "policy", "session", "errors"],
    },
    actions: {
      mayImport: ["extract", "expect", "targets", "observe", "session", "policy", "program", "errors"],
    },
    extract: { mayImport: ["targets", "visible", "observe", "session", "program", "errors"] },
    expect: { mayImport: ["targets", "visible", "observe", "session", "program", "errors"] },
    targets: { mayImport: ["visible", "observe", "session", "program", "errors"] },
    visible: { mayImport: [] },
    observe: { mayImport: ["visible", "session", "program", "errors"] },
    session: { mayImport: ["proxy", "policy", "errors"] },
    proxy: { mayImport: ["policy", "errors"] },
    policy: { mayImport: ["errors"] },
    program: { mayImport: ["errors"] },
    errors: { mayImport: [] },
  },
  "@convoke/agents-knowledge": {
    [facade]: { mayImport: [everyFolder] },
    tools: {
      mayImport: [
        "research",
        "model",
        "library",
        "providers",
        "pages",
        "verify",
        "answers",
        "retrieval",
        "text",
      ],
      mayImportTypesOf: [facade],
    },
    research: {
      mayImport: ["model", "pages", "answers", "retrieval", "text"],
      mayImportTypesOf: [facade],
    },
    model: { mayImport: ["verify", "answers", "retrieval", "text"], mayImportTypesOf: [facade] },
    library: { mayImport: ["ingest", "retrieval", "text"] },
    providers: { mayImport: ["answers", "text"], mayImportTypesOf: ["retrieval"] },
    pages: { mayImport: ["formats", "text"] },
    verify: { mayImport: ["retrieval"] },
    answers: { mayImport: ["retrieval", "text"] },
    ingest: { mayImport: ["retrieval", "formats", "text"] },
    retrieval: { mayImport: ["formats", "text"] },
    text: { mayImport: [], mayImportTypesOf: ["formats"] },
    formats: { mayImport: [] },
    waiting: { mayImport: [] },
  },
};

/**
 * Single files that every folder but the innermost may import, whichever folder they stand in: as `types` the
 * contract of an agent, as `values` pure functions on inputs and results. Paths from `src/`.
 */
export const sharedFiles: Readonly<Record<string, Readonly<Record<string, "types" | "values">>>> = {
  "@convoke/core": {
    "registry/agent.ts": "types",
    "registry/agent-descriptor.ts": "types",
    "registry/agent-type.ts": "types",
    "registry/standard-schema.ts": "types",
    "tasks/failure.ts": "values",
    "tasks/failure-origin.ts": "values",
    "tasks/references.ts": "values",
    "tasks/resolve-input.ts": "values",
    "tasks/task-status.ts": "values",
    "tasks/validate-spec.ts": "values",
  },
};

/** The folders that do not even know the shared files. */
export const innermostFolders: readonly string[] = ["errors", "runtime", "model"];

/** Public entry files that a folder imports in place of the folders behind them. */
export const entriesOfFolders: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "@convoke/core": { testing: ["index.ts"] },
};

/** Whether a folder rule lets a folder import another one. */
export function allowsFolder(rule: FolderRule, folder: string, isType: boolean): boolean {
  if (rule.mayImport.includes(everyFolder) || rule.mayImport.includes(folder)) return true;
  return isType && rule.mayImportTypesOf !== undefined && rule.mayImportTypesOf.includes(folder);
}
