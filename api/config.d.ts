// aixgo/config. Written by "npm run generate:api"; names of other doors and packages are imported, not repeated.

import type {
  AnyAgent,
  AnyTool,
  CallOptions,
  CodeOf,
  JsonObject,
  RunResult,
  RunStream,
  Runtime,
  ToolContext,
} from 'aixgo'
import type {
  commonAgentKeys,
  Configured,
  CustomRoleConfig,
  Duration,
  FileUse,
  JsonSchema,
  LogSink,
  objectOf,
  RegisteredRole,
  roles,
  TextStream,
  ValuePath,
} from 'aixgo/agents'
import type {
  Embedder,
  EmbedderResolver,
  ModelResolver,
} from 'aixgo/models'
import type {
  RuntimeSettings,
} from 'aixgo/runtime'

/** A checked agent. `role` tells which; for roles that a program has registered it is `custom`. */
type AgentConfig = RoleConfigs[RoleName] | CustomAgentConfig;

/** A checked agent with a role of this version, by the name of the role. */
type AgentConfigOf<Name extends RoleName> = RoleConfigs[Name];

/** A checked configuration, with keys in camelCase. */
type AixgoConfig = Configured<z.output<ReturnType<typeof topLevelSchema>>> & {
  readonly agents: readonly AgentConfig[];
};

/** Builds the system of a checked file: its sections, then its agents by their roles, then the runtime they run in. */
function buildSystem<Agents = UnknownAgents>(loaded: LoadedConfig, options?: SystemOptions): Promise<System<Agents>>;

/** Reads and checks a configuration file and the `.env` beside it. Gives all problems as data; throws for none of them. */
function checkConfig(file: string, options?: ConfigOptions): Promise<ConfigCheck>;

/** Checks the text of a configuration and gives everything found at once, in the order of the file. */
function checkConfigText(text: string, options: ConfigTextOptions): CheckedText;

/** What a check has found. `config` is there when nothing refuses the file. */
interface CheckedText {
  readonly config?: AixgoConfig | undefined;
  /** The files that it names. */
  readonly files: readonly NamedFile[];
  readonly problems: readonly ConfigProblem[];
  readonly secrets: ReadonlySet<string>;
  readonly positions?: Positions | undefined;
}

/** What a check of a file has found. `loaded` is there when nothing refuses the file. */
interface ConfigCheck {
  readonly problems: readonly ConfigProblem[];
  readonly loaded?: LoadedConfig | undefined;
}

/**
 * The JSON Schema (draft 7) of configuration files, made from the table that checks them, so that editors complete and
 * check as one types. `roles` are those that a program registers, or their names.
 */
function configJsonSchema(options?: {
  readonly roles?: RolesOption | undefined;
}): JsonSchema;

/** What may be set when a configuration is read. */
interface ConfigOptions {
  /** `run` (unless said otherwise) refuses unset variables, `validate` only warns of them. */
  readonly mode?: 'run' | 'validate' | undefined;
  /** Variables for `${NAME}`; the process's environment unless said otherwise. They win over a `.env` file. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** Roles beside this version's own that the program registers: the roles themselves, or their names alone. */
  readonly roles?: RolesOption | undefined;
  /** True when the program resolves models by itself, so that their names are not checked. */
  readonly anyModel?: boolean | undefined;
  /** Safety limits that differ from the default ones. */
  readonly limits?: Open<YamlLimits> | undefined;
  /** What `~` stands for; the user's home folder unless said otherwise. */
  readonly home?: string | undefined;
}

/** One problem of a configuration file, as data: what `aixgo validate --json` prints. */
interface ConfigProblem {
  readonly severity: ProblemSeverity;
  readonly code: ProblemCode;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly file: string;
  /** Absent, like `column`, when there is no place to point at, as for a file that does not exist. */
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  /** Where in the structure, such as `agents[0].prompt`. */
  readonly path?: string | undefined;
  /** The lines around the place, with the place marked and secrets masked. */
  readonly frame?: string | undefined;
}

/** What else is needed where the text does not come from a file. */
interface ConfigTextOptions extends ConfigOptions {
  /** Name of the file for messages. */
  readonly file: string;
  /** Variables of the `.env` file. */
  readonly dotenv?: ReadonlyMap<string, string> | undefined;
  /** How to look for files that the configuration names; they are not looked for without it. */
  readonly files?: FileLookup | undefined;
}

/** A checked agent of a registered role. Which keys beside the common ones it has depends on the role. */
type CustomAgentConfig = Omit<CommonConfig, 'role'> & Partial<Omit<CustomRoleConfig, keyof CommonConfig | 'role' | 'customRole' | 'extra'>> & {
  readonly role: 'custom';
  /** The role as the file names it. */
  readonly customRole: string;
  /** The keys that are the role's own, as written, with variables filled in; none where it has a table of keys. */
  readonly extra: JsonObject;
};

/** The limits used unless others are passed. */
const defaultYamlLimits: YamlLimits;

/** Describes the system of a checked configuration without building it. `roles` are those that a program registers. */
function describeSystem(config: AixgoConfig, roles?: RolesOption): SystemGraph;

/** Writes one problem: `file:line:column: message`, what to do, and the code frame. */
function formatProblem(problem: ConfigProblem): string;

/**
 * Writes the declarations of a configuration: `Agents` with what each agent takes and gives, `Tools` with what each tool
 * that the file declares takes. With them the compiler checks names, inputs and outputs:
 *
 * @example
 * import type { Agents } from './agents.d.ts'
 * const system = await loadSystem<Agents>('agents.yaml')
 * const { output } = await system.call('analyst', 'Review March')
 *
 * @param file name of the configuration, for the comment at the top
 * @param roles those that a program registers
 */
function generateTypes(config: Pick<AixgoConfig, 'agents'>, file?: string, roles?: RolesOption): string;

/**
 * Reads a configuration file and the `.env` beside it.
 *
 * @throws ConfigError with every problem in its message, each as `file:line:column: message` with a code frame. Its code is
 * that of the first problem; `details` has their `count` and `codes`.
 */
function loadConfig(file: string, options?: ConfigOptions): Promise<LoadedConfig>;

/** A configuration that may be used, and what is known about it. */
interface LoadedConfig {
  readonly config: AixgoConfig;
  /** Keys that have no effect yet, and names worth a second look. */
  readonly notices: readonly ConfigProblem[];
  readonly warnings: readonly ConfigProblem[];
  /** The files that it names. */
  readonly files: readonly NamedFile[];
  /** Values to keep out of everything that is shown or stored. */
  readonly secrets: ReadonlySet<string>;
  readonly positions: Positions;
  /** The path as it was given. */
  readonly file: string;
  /** The absolute folder of the file, from which its relative paths start. */
  readonly directory: string;
  /** The variables that were used: those of `.env`, under those of the environment. For provider keys. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Reads a YAML file and builds its system. Nothing is started.
 *
 * @example
 * await using system = await loadSystem('agents.yaml', { offline: true })
 * await system.start()
 * const { output } = await system.call('analyst', 'Review the March numbers')
 *
 * @throws ConfigError with every problem of the file.
 */
function loadSystem<Agents = UnknownAgents>(file: string, options?: SystemOptions): Promise<System<Agents>>;

/** A file that a configuration names. */
interface NamedFile {
  /** The path of the file, as it is written, with variables and `~` filled in. */
  readonly file: string;
  readonly use: FileUse;
  /** Where it is named. */
  readonly path: ValuePath;
}

/** A place in a file as editors count: lines and columns from 1, the end column exclusive and on the same line. */
interface Position {
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
}

/** Where the keys and values of a file stand, by their path (`['agents', 0, 'prompt']`). */
class Positions {
  #private;
  /** The text that the places are in. */
  readonly source: SourceText;
  constructor(source: SourceText, root: YamlNode);
  /** The place of the key a path ends with; `undefined` for list items and for paths that the file does not have. */
  key(path: ConfigPath): Position | undefined;
  /** The place of a value; of a block, the place of its first key or dash. */
  value(path: ConfigPath): Position | undefined;
  keySpan(path: ConfigPath): Span | undefined;
  /** The place to show for a path: its value, else its key, else the nearest part of the path that the file has. */
  nearestSpan(path: ConfigPath): Span;
}

/** A stable code: those of `ConfigError`, and `CONFIG_NOTICE` for what is worth knowing but no mistake. */
type ProblemCode = CodeOf<'config'> | 'CONFIG_NOTICE';

/** How much a problem matters: an `error` refuses the file, the others are told and the file is used. */
type ProblemSeverity = 'error' | 'warning' | 'notice';

/** Roles that a program registers: with what they are, or their names alone, where nothing is built. */
type RolesOption = Iterable<string> | Readonly<Record<string, RegisteredRole>>;

/** The agents of a YAML file, built and wired. Start it, feed it, close it. */
interface System<Agents = UnknownAgents> extends AsyncDisposable {
  /** The checked file, with what is worth knowing about it. */
  readonly loaded: LoadedConfig;
  readonly agents: ReadonlyMap<string, AnyAgent>;
  readonly runtime: Runtime;
  /** What the file's `embeddings` describe; none where it has none. */
  readonly embedder: Embedder | undefined;
  /** Channels that are fed from outside; where there are none, the agents that nothing feeds. */
  readonly inputs: readonly string[];
  /** Channels whose messages leave the system. */
  readonly outputs: readonly string[];
  /** Names of tools that are declared by schema alone, by agent. */
  readonly unboundTools: ReadonlyMap<string, readonly string[]>;
  /** Starts the agents, and then what brings in messages. */
  start(): Promise<void>;
  /** Runs one agent and gives its answer. Checked by the compiler with the types that `aixgo types` writes. */
  call<Name extends keyof Agents & string>(name: Name, input: InputOf<Agents[Name]>, options?: CallOptions): Promise<RunResult<OutputOf<Agents[Name]>>>;
  /** Runs one agent as `call` does and gives its events as they happen. */
  stream<Name extends keyof Agents & string>(name: Name, input: InputOf<Agents[Name]>, options?: CallOptions): RunStream<OutputOf<Agents[Name]>>;
  /** Finishes what was accepted, and stops. May be called twice. */
  close(): Promise<void>;
}

/** Messages that go from one node to another. */
interface SystemEdge {
  readonly from: string;
  readonly to: string;
}

/** Who sends to whom, and who starts when. */
interface SystemGraph {
  readonly nodes: readonly SystemNode[];
  readonly edges: readonly SystemEdge[];
  /** Agents that start together, first ones first. */
  readonly startLevels: readonly (readonly string[])[];
}

/** An agent or an external channel of a system. */
interface SystemNode {
  readonly name: string;
  /** The agent's role, or `channel`. */
  readonly role: string;
  /** What it is made of, in a few words. */
  readonly about: string;
  /** What brings messages in, or writes down what it gets. */
  readonly flow?: 'source' | 'sink' | undefined;
}

/** What a system is built with: the settings of its runtime, what stands in for the world outside, and code for what the file names. */
interface SystemOptions extends Omit<RuntimeSettings, keyof SystemPorts>, SystemPorts {
  /** Used for every agent instead of its own model. */
  readonly model?: string | undefined;
  /** Code for tools that the file declares by schema alone, by name. */
  readonly tools?: Readonly<Record<string, ToolBinding>> | undefined;
  /** Roles of your own, by the name the file uses. One without a table of keys gets those that are not known as `extra`. */
  readonly roles?: Readonly<Record<string, RegisteredRole>> | undefined;
}

/** Code for a tool that a configuration declares by its schema: a tool, or just the function. */
type ToolBinding = AnyTool | ((input: never, context: ToolContext) => unknown);

/** The types of a system whose file the compiler has not seen. */
type UnknownAgents = {
  readonly [name: string]: {
    readonly input: unknown;
    readonly output: unknown;
  };
};

/** How big a YAML file may be before it is refused. A value exactly at its limit passes. */
interface YamlLimits {
  /** Bytes of the file. */
  readonly fileBytes: number;
  /** Levels of nesting; the root is level 0. What an alias stands for is one level deeper than the alias. */
  readonly depth: number;
  /** Keys, values and list items; what an alias stands for counts again at every use. */
  readonly nodes: number;
  /** Bytes of one key. */
  readonly keyBytes: number;
  /** Bytes of one value. */
  readonly valueBytes: number;
}

// What the names above mention, and no door exports.

/** The keys that agents of every role have. */
const agentKeys: { /* ... */ };

type AgentOf<Role, Schema extends () => z.ZodMiniType> = Omit<Configured<z.output<ReturnType<Schema>>>, 'role'> & {
  readonly role: Role;
};

const agentSchemas: { readonly [Name in RoleName]: () => ReturnType<typeof objectOf<AgentTables[Name]>>; };

type AgentTables = {
  readonly [Name in RoleName]: typeof agentKeys & RoleKeys[Name];
};

/** What every agent has: the common keys, checked, in camelCase. */
type CommonConfig = Configured<z.output<ReturnType<typeof objectOf<typeof commonAgentKeys>>>>;

/** The steps from the root of the file to a value: mapping keys and list positions. */
type ConfigPath = readonly (string | number)[];

/** How the files that a configuration names are found. */
interface FileLookup {
  /** Folder that relative paths start from. */
  readonly directory: string;
  readonly exists: (path: string) => boolean;
}

type InputOf<Agent> = Agent extends {
  readonly input: infer Input;
} ? Input : unknown;

/** Fields that may be left out, or be undefined, which is the same. */
type Open<Value> = {
  readonly [Name in keyof Value]?: Value[Name] | undefined;
};

type OutputOf<Agent> = Agent extends {
  readonly output: infer Output;
} ? Output : unknown;

type RoleConfigs = {
  readonly [Name in RoleName]: AgentOf<Name, (typeof agentSchemas)[Name]>;
};

/** The keys of each role, by name. */
type RoleKeys = {
  readonly [Name in RoleName]: (typeof roles)[Name]['keys'];
};

/** The name of a role of this version. */
type RoleName = keyof typeof roles;

/** The text of one file, with a quick way from an offset to a line and column. */
class SourceText {
  #private;
  /** The name shown to people: the path as they gave it. */
  readonly file: string;
  readonly text: string;
  constructor(file: string, text: string);
  /** Where a span begins, and how far it reaches on that line. */
  position(span: Span): Position;
  /** The offsets of a line, counted from 1, without its line break; `undefined` behind the last line. */
  lineSpan(line: number): Span | undefined;
}

/** A stretch of a file's text, as offsets; the end is exclusive. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** What a program may put in the place of what a system would take from outside. Everything has a default. */
interface SystemPorts {
  /** Replaces every model by the deterministic offline model: no key, no network, no cost. */
  readonly offline?: boolean | undefined;
  /** Turns model names into models, instead of the built-in providers. */
  readonly resolveModel?: ModelResolver | undefined;
  /** Turns the name of the file's embedder into an embedding model, instead of the built-in providers. */
  readonly resolveEmbedder?: EmbedderResolver | undefined;
  /** Variables for `${NAME}` and for provider keys; the process's environment unless given. */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Standard input, for agents that read it. */
  readonly openInput?: (() => TextStream) | undefined;
  /** Where agents write what they log to no file. Left out, that is standard output: text, unless they say JSON. */
  readonly openOutput?: ((format: 'text' | 'json' | undefined) => LogSink) | undefined;
}

/** The schemas made from the tables, each when it is first needed. */
const topLevelSchema: () => z.ZodMiniObject<{
  supervisor: z.ZodMiniOptional<z.ZodMiniObject<{
    name: z.ZodMiniOptional<z.ZodMiniString<string>>;
    model: z.ZodMiniOptional<z.ZodMiniString<string>>;
    max_rounds: z.ZodMiniOptional<z.ZodMiniInt>;
    budget: z.ZodMiniOptional<z.ZodMiniObject<{
      max_cost: z.ZodMiniOptional<z.ZodMiniNumber<number>>;
      max_tokens: z.ZodMiniOptional<z.ZodMiniInt>;
      max_model_calls: z.ZodMiniOptional<z.ZodMiniInt>;
      max_tool_calls: z.ZodMiniOptional<z.ZodMiniInt>;
      max_time: z.ZodMiniOptional<z.ZodMiniPipe<z.ZodMiniString<string>, z.ZodMiniTransform<Duration, string>>>;
      on_exhausted: z.ZodMiniOptional<z.ZodMiniEnum<{
        ask: "ask";
        "cheaper-model": "cheaper-model";
        stop: "stop";
      }>>;
      cheaper_model: z.ZodMiniOptional<z.ZodMiniString<string>>;
    }, z.core.$strict>>;
  }, z.core.$strict>>;
  config: z.ZodMiniOptional<z.ZodMiniObject<{
    agent_start_timeout: z.ZodMiniOptional<z.ZodMiniPipe<z.ZodMiniString<string>, z.ZodMiniTransform<Duration, string>>>;
  }, z.core.$strict>>;
  model_services: z.ZodMiniDefault<z.ZodMiniArray<z.ZodMiniObject<{
    name: z.ZodMiniString<string>;
    model: z.ZodMiniString<string>;
    runtime: z.ZodMiniOptional<z.ZodMiniEnum<{
      cloud: "cloud";
      ollama: "ollama";
      vllm: "vllm";
    }>>;
    provider: z.ZodMiniOptional<z.ZodMiniString<string>>;
    address: z.ZodMiniOptional<z.ZodMiniString<string>>;
    config: z.ZodMiniOptional<z.ZodMiniObject<{
      address: z.ZodMiniOptional<z.ZodMiniString<string>>;
      api_key: z.ZodMiniOptional<z.ZodMiniString<string>>;
    }, z.core.$strict>>;
    transport: z.ZodMiniOptional<z.ZodMiniString<string>>;
  }, z.core.$strict>>>;
  prices: z.ZodMiniOptional<z.ZodMiniString<string>>;
  embeddings: z.ZodMiniOptional<z.ZodMiniObject<{
    model: z.ZodMiniOptional<z.ZodMiniString<string>>;
    provider: z.ZodMiniOptional<z.ZodMiniString<string>>;
    api_key: z.ZodMiniOptional<z.ZodMiniString<string>>;
    api_key_env: z.ZodMiniOptional<z.ZodMiniString<string>>;
    base_url: z.ZodMiniOptional<z.ZodMiniString<string>>;
    region: z.ZodMiniOptional<z.ZodMiniString<string>>;
    project_id: z.ZodMiniOptional<z.ZodMiniString<string>>;
    dimensions: z.ZodMiniOptional<z.ZodMiniInt>;
    batch_size: z.ZodMiniOptional<z.ZodMiniInt>;
    openai: z.ZodMiniOptional<z.ZodMiniObject<{
      api_key: z.ZodMiniOptional<z.ZodMiniString<string>>;
      model: z.ZodMiniOptional<z.ZodMiniString<string>>;
      base_url: z.ZodMiniOptional<z.ZodMiniString<string>>;
      dimensions: z.ZodMiniOptional<z.ZodMiniInt>;
    }, z.core.$strict>>;
    huggingface: z.ZodMiniOptional<z.ZodMiniObject<{
      api_key: z.ZodMiniOptional<z.ZodMiniString<string>>;
      model: z.ZodMiniOptional<z.ZodMiniString<string>>;
      endpoint: z.ZodMiniOptional<z.ZodMiniString<string>>;
      wait_for_model: z.ZodMiniOptional<z.ZodMiniBoolean<boolean>>;
      use_cache: z.ZodMiniOptional<z.ZodMiniBoolean<boolean>>;
    }, z.core.$strict>>;
    huggingface_tei: z.ZodMiniOptional<z.ZodMiniObject<{
      endpoint: z.ZodMiniOptional<z.ZodMiniString<string>>;
      model: z.ZodMiniOptional<z.ZodMiniString<string>>;
      normalize: z.ZodMiniOptional<z.ZodMiniBoolean<boolean>>;
    }, z.core.$strict>>;
  }, z.core.$strict>>;
}, z.core.$strict>;

/** One key of a mapping and its value. */
interface YamlEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: YamlNode;
}

/** A mapping. A `Map`, so that no key can reach a prototype. */
interface YamlMapping {
  readonly kind: 'mapping';
  readonly entries: ReadonlyMap<string, YamlEntry>;
  readonly span: Span;
}

/** One node of a parsed file. An alias is the very node it stands for. */
type YamlNode = YamlScalar | YamlSequence | YamlMapping;

/** A text, number, truth value or null. */
interface YamlScalar {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** True when written without quotes and tag, so that `5` is a number. */
  readonly plain: boolean;
  readonly span: Span;
}

/** A list. */
interface YamlSequence {
  readonly kind: 'sequence';
  readonly items: readonly YamlNode[];
  readonly span: Span;
}
