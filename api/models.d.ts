// aixgo/models. Written by "npm run generate:api"; names of other doors and packages are imported, not repeated.

import type {
  EmbeddingModelV4,
  EmbeddingModelV4CallOptions,
  LanguageModelV4,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamPart,
} from '@ai-sdk/provider'
import type {
  AgentContext,
  CodeOf,
  Cost,
  InputPart,
  JsonObject,
  ModelReference,
  Usage,
} from 'aixgo'
import type {
  Clock,
  Random,
} from 'aixgo/runs'

export {
  EmbeddingModelV4,
  LanguageModelV4,
} from '@ai-sdk/provider'

export {
  ModelReference,
  ModelSettings,
  UserInputFor,
} from 'aixgo'

/** Keeps answers to equal requests. */
interface CachePolicy {
  /** How long an answer is kept; 1 hour unless said otherwise. */
  readonly ttlMs?: number | undefined;
  /** How many answers are kept; 1000 unless said otherwise. The one that was not used for longest goes first. */
  readonly maxEntries?: number | undefined;
}

/**
 * Counts the failures of one endpoint. Closed, it lets everything through; after failures in a row it opens and lets
 * nothing through; after a while it is half open: one call probes, and its outcome closes or opens it.
 */
class CircuitBreaker {
  #private;
  constructor({ failureThreshold, openMs }: CircuitBreakerPolicy);
  /** Lets a call in, and gives what must be told its outcome; or the milliseconds until it makes sense to come again. */
  enter(clock: Clock): ((outcome: Outcome) => void) | number;
}

/** When an endpoint is left alone after failures. */
interface CircuitBreakerPolicy {
  /** Failures in a row that open the circuit; 5 unless said otherwise. */
  readonly failureThreshold?: number | undefined;
  /** How long nothing is asked then; 30 s unless said otherwise. After it one request probes the endpoint. */
  readonly openMs?: number | undefined;
}

/**
 * An embedding model with settings of its own, as an object that `createEmbedder` takes. Nothing is loaded, and no key
 * looked up, before it is first used.
 *
 * @example
 * const model = configureEmbedder('openai-compatible:bge-m3', { baseUrl: 'http://localhost:1234/v1' })
 *
 * @throws ModelError `MODEL_NAME_INVALID`; `MODEL_REQUEST_INVALID` for a setting that does not exist.
 */
function configureEmbedder(name: string, options: ConfigureModelOptions): EmbeddingModel;

/**
 * A model with settings of its own, as an object that any agent takes. Nothing is loaded, and no key looked up, before
 * its first call.
 *
 * @example
 * const model = configureModel('openai:llama-3', { baseUrl: 'http://localhost:1234/v1', apiKey: 'none' })
 *
 * @throws ModelError `MODEL_NAME_INVALID`; `MODEL_REQUEST_INVALID` for a setting that does not exist.
 */
function configureModel(name: ModelName, options: ConfigureModelOptions): LanguageModelV4;

/** Settings of one model. */
interface ConfigureModelOptions extends ProviderSettings, Pick<ModelResolverOptions, 'environment' | 'fetch'> {
}

/** What a call with this usage costs at this price. */
function costOf(usage: Usage, price: ModelPrice): Cost;

/**
 * Makes an embedder. Nothing is loaded, and no key looked up, before its first text.
 *
 * @example
 * const embedder = createEmbedder({ model: 'openai:text-embedding-3-small' })
 * const { vectors } = await embedder.embed(['How do I get my money back?', 'Refunds take five days.'])
 *
 * @throws ModelError `MODEL_NAME_INVALID`; `MODEL_REQUEST_INVALID` for options that make no sense.
 */
function createEmbedder(options: EmbedderOptions): Embedder;

/** What a provider makes an embedding model from. */
type CreateEmbedderOptions = Omit<CreateModelOptions, 'profile'>;

/**
 * Makes a resolver: names become embedding models of the built-in providers, model objects pass through. Each name is
 * resolved once; a failure is not kept, so a key set later is found.
 */
function createEmbedderResolver(options?: EmbedderResolverOptions): EmbedderResolver;

/** What a provider makes a model from. Complete: nothing is read from the environment any more. */
interface CreateModelOptions {
  readonly modelId: string;
  /** What is known of the model by its name. */
  readonly profile: ModelProfile;
  /** Absent only where the provider works without one. */
  readonly apiKey: string | undefined;
  readonly baseUrl: string;
  /** The region or location, for providers that have them. */
  readonly region: string | undefined;
  /** The project, for providers that have them. */
  readonly project: string | undefined;
  /** Values of the provider's `secretVariables` and `otherVariables` that are set. */
  readonly variables: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  /** The `fetch` to use; the global one without it. */
  readonly fetch: typeof globalThis.fetch | undefined;
}

/**
 * Makes a resolver: names become models of the built-in providers, model objects pass through. Each name is resolved
 * once; a failure is not kept, so a key set later is found.
 */
function createModelResolver(options?: ModelResolverOptions): ModelResolver;

/** The resolver of library users who set none: the built-in providers, keys from `process.env`, read on first use. */
const defaultEmbedderResolver: EmbedderResolver;

/** The resolver of library users who set none: the built-in providers, keys from `process.env`, read on first use. */
const defaultModelResolver: ModelResolver;

/** The vectors of some texts, and what they took. */
interface Embedded {
  /** One for each text, in the order of the texts, all of one length. */
  readonly vectors: readonly Float32Array[];
  readonly usage: EmbeddingUsage;
  /** In US dollars; `undefined` where the price, or the number of tokens, is not known. */
  readonly cost: Cost | undefined;
}

/** Turns texts into vectors: texts of similar meaning into vectors of similar direction. */
interface Embedder {
  /** `provider:model`. Vectors of different models cannot be compared. */
  readonly name: string;
  /** How many numbers a vector has; `undefined` until that is known, which it is after the first text. */
  readonly dimensions: number | undefined;
  /**
   * Embeds texts, in as few requests as the provider allows. No text, no request. A text that is empty or too long is an
   * error that names it: nothing is left out or cut.
   * @throws ModelError
   */
  embed(texts: readonly string[], options?: EmbedOptions): Promise<Embedded>;
  /** Finds a missing key or an unknown model name before the first text. Asks nobody. */
  prepare?(): Promise<void>;
  /** What embedding these texts may take. Asks nobody. */
  estimate?(texts: readonly string[]): EmbeddingEstimate;
}

/** What an embedder is made of. Everything but the model has a default. */
interface EmbedderOptions {
  /** `provider:model`, or an embedding model of the AI SDK. */
  readonly model: EmbedderReference;
  /** How many numbers a vector is to have, where the model leaves the choice. */
  readonly dimensions?: number | undefined;
  /** Most texts in one request; what the provider takes unless that is less. */
  readonly batchSize?: number | undefined;
  /** Most requests at the same time for one `embed`; 4 unless said otherwise. */
  readonly maxParallel?: number | undefined;
  /** Handed to the provider as it is, by the provider's name: `{ google: { taskType: 'RETRIEVAL_QUERY' } }`. */
  readonly providerOptions?: EmbeddingModelV4CallOptions['providerOptions'] | undefined;
  readonly resilience?: EmbedderResilience | undefined;
  /** Prices of your own, which win over the built-in ones. */
  readonly prices?: PriceTable | undefined;
  /** Turns the name into a model; the built-in providers unless given. */
  readonly resolveEmbedder?: EmbedderResolver | undefined;
  /** Breakers and limits that other embedders share; its own unless given. */
  readonly shared?: SharedResilience | undefined;
  readonly clock?: Clock | undefined;
  readonly random?: Random | undefined;
}

/** A provider that this version can ask for embeddings. */
type EmbedderProviderName = keyof typeof embeddingsOnly | (typeof alsoEmbeddings)[number];

/** How an embedding model is named: `provider:model` (`openai:text-embedding-3-small`), or any AI SDK `EmbeddingModelV4`. */
type EmbedderReference = string | EmbeddingModel;

/**
 * How requests for vectors are protected. Retries and time limits have defaults and are left out with `false`; the rest is
 * off unless given. There is no fallback: vectors of another model cannot be compared with those of this one.
 */
interface EmbedderResilience extends Pick<ResiliencePolicy, 'retry' | 'circuitBreaker' | 'limits'> {
  /** Of one request (`answerMs`, 2 minutes unless said otherwise), and of one `embed` with all its requests (`totalMs`). */
  readonly timeouts?: Pick<TimeoutPolicy, 'answerMs' | 'totalMs'> | false | undefined;
}

/**
 * Turns a reference into an embedding model.
 * @throws ModelError when the name is not understood, its provider has no embeddings, or its key is missing.
 */
type EmbedderResolver = (reference: EmbedderReference) => EmbeddingModel | Promise<EmbeddingModel>;

/** What a resolver of embedding models needs. */
interface EmbedderResolverOptions extends Omit<ModelResolverOptions, 'overrides'> {
  /** Settings per provider that win over the environment. */
  readonly overrides?: Readonly<Partial<Record<EmbedderProviderName, ProviderSettings>>> | undefined;
}

/** What embedding may take, before it is done. */
interface EmbeddingEstimate {
  /** By the length of the texts; on the high side. */
  readonly tokens: number;
  readonly requests: number;
  /** In US dollars; `undefined` where the price is not known. */
  readonly usd: number | undefined;
}

/** What a provider takes in one request beside the number of texts, which `maxEmbeddingsPerCall` says. */
interface EmbeddingLimits {
  /** Bytes of all texts together, as UTF-8. A token is at least one of them, so this stands for a limit in tokens. */
  readonly bytesPerRequest?: number | undefined;
  /** Characters of one text. */
  readonly charactersPerText?: number | undefined;
}

/** An embedding model of the AI SDK, which may say more of its limits. */
type EmbeddingModel = EmbeddingModelV4 & {
  readonly limits?: PromiseLike<EmbeddingLimits | undefined> | EmbeddingLimits | undefined;
};

/** What embedding took. */
interface EmbeddingUsage {
  /** Tokens that the provider reported; `undefined` where it did not report all of them. */
  readonly tokens: number | undefined;
  /** Requests that were answered. */
  readonly requests: number;
}

/** How texts are embedded. */
interface EmbedOptions {
  /** Gives up: requests under way are aborted, and the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Whose texts these are; limits take turns by it. */
  readonly agent?: string | undefined;
}

/**
 * Embeds texts as a step of a run: recorded, so that a replay does not ask again, counted in the run's usage and cost, and
 * held to its budgets before anything is sent. The record holds the vectors, and of the texts a checksum.
 */
function embedStep(context: AgentContext, embedder: Embedder, texts: readonly string[]): Promise<Embedded>;

/** Variables by name, such as `process.env` or what a `.env` file adds to it. */
type Environment = Readonly<Record<string, string | undefined>>;

/** A model to fall back to. */
interface FallbackModel {
  readonly model: ModelReference;
  /** All attempts at this model; the policy's `modelMs` unless given. */
  readonly timeoutMs?: number | undefined;
}

/** Which models are asked when the first one cannot answer. */
interface FallbackPolicy {
  readonly models: readonly (ModelReference | FallbackModel)[];
  /** `ordered` begins with the agent's own model each time; `round-robin` begins with the next one for each call. */
  readonly strategy?: 'ordered' | 'round-robin' | undefined;
}

/**
 * The price of a model, or `undefined` where it is not known. The user's own table is asked first, then the dated one.
 * `provider` is the name before the colon, or the longer one that a model object has (`openai.responses`).
 */
function findPrice(provider: string, model: string, own?: PriceTable): ModelPrice | undefined;

/** When a second, equal request is sent because the first one is slow; the first answer wins and the other is aborted. */
interface HedgePolicy {
  readonly afterMs: number;
}

/**
 * The parts that an input for a model may hold: texts, data, and the files that the model takes.
 *
 * @example
 * const parts: readonly InputPartFor<'openai:gpt-3.5-turbo'>[] = [
 *   // Does not compile: this model takes no images.
 *   { type: 'file', mediaType: 'image/png', data },
 * ]
 */
type InputPartFor<Model> = Exclude<InputPart, FilePart> | FilePartFor<ModelInputKind<Model>>;

/**
 * True for a media type of a kind. Narrows the type, so that a file whose type is known at run time only fits a model that
 * takes that kind.
 */
function isMediaType<Kind extends MediaKind>(mediaType: string, kind: Kind): mediaType is MediaTypes[Kind];

/** `provider:model` of a model that is known by name. */
type KnownModelName = {
  [Provider in keyof KnownModels]: `${Provider}:${KnownModels[Provider][number]}`;
}[keyof KnownModels];

/** How much may be asked of an endpoint. Calls that have to wait take turns by agent, each agent's in order. */
interface LimitPolicy {
  /** Calls at the same time. */
  readonly concurrency?: number | undefined;
  readonly requestsPerMinute?: number | undefined;
  /** Tokens of requests and answers together: estimated before a call, corrected by the reported usage after it. */
  readonly tokensPerMinute?: number | undefined;
}

/** What login was found, without trying it. */
interface LoginReport {
  /** `machine-login` where only the machine itself could have one, which does not show from here. */
  readonly state: 'ready' | 'machine-login';
  /** What holds the login, where it is no variable. */
  readonly holder?: string | undefined;
  /** What is worth a second look. */
  readonly message?: string | undefined;
}

/** A kind of file: all images are one kind to a model, and so are all sounds and all videos. */
type MediaKind = (typeof mediaKinds)[number];

/** The media types of a kind. */
interface MediaTypes {
  readonly image: `image/${string}`;
  readonly pdf: 'application/pdf';
  readonly audio: `audio/${string}`;
  readonly video: `video/${string}`;
}

/** What a model can do by itself, as far as an agent must know before it asks. */
interface ModelAbilities {
  /** Calls tools through its provider's own interface. */
  readonly tools: boolean;
  /** Calls one when it must. False where the provider refuses to force it, or fails at it. */
  readonly forcedTools: boolean;
  /** Keeps to a JSON Schema that the request carries. `alone`: only in requests without tools. */
  readonly schema: boolean | 'alone';
  /** Takes `strict: true` beside a schema that satisfies the provider's rules for it. */
  readonly strict: boolean;
  /** Answers by the fields of a request and follows no instructions, so that nothing can be asked of it in words. */
  readonly fieldsOnly?: boolean | undefined;
}

/** One attempt at a model that did not answer, and what was done next. */
interface ModelAttempt {
  /** `provider:model` of the attempt that failed. */
  readonly model: string;
  /** Code of its error. */
  readonly code: string;
  /** Its error in words. */
  readonly reason: string;
  /** Milliseconds waited before the next attempt. */
  readonly delayMs: number;
  /** `provider:model` of the next attempt; another one than `model` where a fallback took over. */
  readonly next: string;
}

/**
 * The kinds of files that a model takes beside text: those of a model that is known by name (`openai:gpt-4o`,
 * `openai/gpt-4o` or `gpt-4o`), and all kinds for any other model. Of several models, what all of them take.
 */
type ModelInputKind<Model> = [string & {}] extends [Model] ? MediaKind : Exclude<MediaKind, LackedKind<Model>>;

/**
 * A name of a model: `provider:model` (`openai:gpt-4o`) or `provider/model`, or a bare name whose beginning says the
 * provider (`gpt-4-turbo`, `claude-...`). Editors suggest those that are known; any other is taken too.
 */
type ModelName = KnownModelName | (string & {});

/** The price of a model, and in a table of one's own its limits, which a worst case is reckoned from; others come from its profile. */
interface ModelPrice extends TokenPrices {
  /** Other prices for all tokens of a request whose input has more tokens than this. */
  readonly longInput?: (TokenPrices & {
    readonly above: number;
  }) | undefined;
  /** Tokens of input and output that fit into one request. */
  readonly window?: number | undefined;
  /** Most tokens that the model writes in one answer. */
  readonly maxOutput?: number | undefined;
}

/**
 * What is known of a model: from its family, and from the provider where that decides. What is not known is absent, and
 * a model that no family fits counts as able to do and to take everything.
 */
interface ModelProfile {
  /** The family's name, such as `gpt-5` or `claude-4.5`; `unknown` where none fits. */
  readonly family: string;
  /** Tokens of prompt and answer together. Absent where the server decides it, as Ollama's and vLLM's do. */
  readonly window?: number | undefined;
  /** Most tokens of one answer. */
  readonly maxOutput?: number | undefined;
  readonly abilities: ModelAbilities;
  /** The kinds of files that it takes beside text. Other files, such as tables, are its provider's matter. */
  readonly input: readonly MediaKind[];
  /** Whether it thinks before it answers: never, when it is told to, or always. */
  readonly reasoning: 'none' | 'optional' | 'always';
  /**
   * Whether its reasoning may stand in the text. `written`: between `<think>` and `</think>`, both written by the model.
   * `opened`: the same, or up to a `</think>` alone, because the prompt ended with the opening tag.
   */
  readonly thinkTags: 'none' | 'written' | 'opened';
  /** True where `temperature`, `topP` and penalties are refused. */
  readonly fixedSampling: boolean;
  /** What Chat Completions call the limit of an answer for it. */
  readonly outputLimitName: 'max_tokens' | 'max_completion_tokens';
  readonly timeouts: ModelTimeouts;
}

/** What the middleware did during one call; it arrives as `providerMetadata.aixgo`. */
interface ModelReport {
  readonly attempts?: readonly ModelAttempt[];
  /** `provider:model` that answered, where it is not the one that was asked. */
  readonly answeredBy?: string;
  /** That model as it is priced. */
  readonly model?: {
    readonly provider: string;
    readonly modelId: string;
  };
  /** True when the answer came from the cache and nothing was asked. */
  readonly cached?: boolean;
  /** Which of two requests answered first, where a second one was sent. */
  readonly hedge?: 'first' | 'second';
  /** `provider:model` of each request beside the one that was answered of which nobody knows what it cost. */
  readonly unpriced?: readonly string[];
  /** What only a person who debugs wants to know, such as why a schema was loosened. */
  readonly notes?: readonly string[];
}

/**
 * Turns a reference into a model. Called inside the model step, so a replayed run never resolves one.
 * @throws ModelError when the name is not understood or the provider's key is missing.
 */
type ModelResolver = (reference: ModelReference) => LanguageModelV4 | Promise<LanguageModelV4>;

/** What a resolver needs. */
interface ModelResolverOptions {
  /** Where keys, addresses and proxies are looked up; `process.env` unless given. Read when a model is first named. */
  readonly environment?: Environment | undefined;
  /** Settings per provider that win over the environment. */
  readonly overrides?: Readonly<Partial<Record<ProviderName, ProviderSettings>>> | undefined;
  /**
   * Used for all requests. Without it a global `fetch` that was replaced is used, and otherwise the one that is fastest:
   * on Node.js one of this package, which keeps connections, follows the proxies of the environment and sets no limit of
   * time by itself.
   */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/** How long a model may take, in milliseconds, where the usual limits are too short for it. */
interface ModelTimeouts {
  /** To the first part of a stream. */
  readonly firstByteMs?: number | undefined;
  /** Between two parts of a stream. */
  readonly idleMs?: number | undefined;
  /** A whole answer without streaming. */
  readonly answerMs?: number | undefined;
}

/**
 * An embedding model that needs no provider: words and their parts of three letters are hashed into numbers. The same text
 * gives the same vector on every machine and engine; texts with words in common are near each other. It knows nothing of
 * meaning: "car" and "automobile" are strangers.
 */
function offlineEmbedder({ name }?: {
  readonly name?: string | undefined;
}): EmbeddingModel;

/**
 * Makes the offline model: it answers from the input alone, without network, clock or chance, so the same request gets
 * the same answer on every machine. Its text is marked with `[offline] `; it never stands in for a real model unless
 * asked to. See docs/offline.md for what it does with which input.
 */
function offlineModel(options?: OfflineModelOptions): LanguageModelV4;

/** A reply that the offline model gives instead of its own, to every input that matches. */
interface OfflineReply {
  /** Text that the input holds, in any case, or a pattern it matches; every input without it. */
  readonly match?: string | RegExp | undefined;
  /** What to say; marked as any text of the offline model. */
  readonly text?: string | undefined;
  /** A tool to call first, once for each thing the user says. */
  readonly toolCall?: OfflineToolCall | undefined;
}

/**
 * Makes a resolver that puts the offline model in the place of every model, named or handed in as an object, without
 * asking whether the name means one. This is what `--offline` uses.
 */
function offlineResolver(options?: Omit<OfflineModelOptions, 'name'>): ModelResolver;

/** A tool call in a scripted reply. */
interface OfflineToolCall {
  readonly name: string;
  readonly input: JsonObject;
}

/** A model's name, taken apart. `offline` is the built-in model that needs no provider. */
interface ParsedModelName {
  readonly provider: ProviderName | 'offline';
  readonly model: string;
}

/**
 * Takes a model's name apart: `provider:model`, `provider/model`, or a bare name whose beginning says the provider. All
 * that reads names of models goes through it.
 *
 * A provider before a colon always wins, beside an address and beside another provider too, unless that one is a server
 * whose models may have any colon in their names. `provider/model` is understood where nothing stands beside the name.
 * @throws ModelError `MODEL_NAME_INVALID`.
 */
function parseModelName(name: string, settings?: NameSettings): ParsedModelName;

/** Prices by provider and model, in US dollars for a million tokens. */
const prices: Readonly<Record<string, PriceTable>>;

/**
 * The day the prices below were collected. Each block names the vendor's public page that has them. They were read from
 * copies of those pages or, where there was none, from public catalogues that quote them (models.dev, github/docs). What
 * sources disagreed about is left out: an unknown price is shown as unknown.
 */
const pricesAsOf = "2026-11-22";

/**
 * Prices by model: `provider:model`, or a bare model name for any provider. A name also covers its dated and `-latest`
 * forms; a name that ends in `*` covers everything that begins with it.
 */
type PriceTable = Readonly<Record<string, ModelPrice>>;

/**
 * What is known of a model by its name: `provider:model`, a bare name, or `provider:model` of a model object. Loads
 * nothing and asks nobody.
 */
function profileOf(name: string): ModelProfile;

/**
 * Who serves models, and how to reach it. A provider is a small file beside the package that does the work; the package
 * is imported by `create`, so naming a provider, or learning that its key is missing, loads nothing.
 */
interface Provider {
  /** The part of a model reference before the colon. */
  readonly name: string;
  /** Environment variables that may hold the key; the first that is set wins, and the first is named in messages. */
  readonly keyVariables: readonly string[];
  /** True where the provider answers without a key; `at-own-address` where only a server of one's own does. */
  readonly keyOptional?: boolean | 'at-own-address' | undefined;
  /** Sets of variables that do instead of a key, each set complete. */
  readonly keyAlternatives?: readonly (readonly string[])[] | undefined;
  /** Environment variable that may hold another address. */
  readonly baseUrlVariable: string;
  /** The address used without one, or how it follows from the region. Absent where there is no usual address: then one has to be given. */
  readonly defaultBaseUrl?: string | ((region: string) => string) | undefined;
  /** Added to an address that has no path, where clients of this provider commonly leave it out. */
  readonly defaultPath?: string | undefined;
  /** Environment variables that may hold the region or location; the first that is set wins. */
  readonly regionVariables?: readonly string[] | undefined;
  /** The region used without one. */
  readonly defaultRegion?: string | undefined;
  /** Environment variables that may hold the project; the first that is set wins. */
  readonly projectVariables?: readonly string[] | undefined;
  /** Variables that `create` needs beside the key, and whose values are never shown. */
  readonly secretVariables?: readonly string[] | undefined;
  /** Further variables that `create` needs. */
  readonly otherVariables?: readonly string[] | undefined;
  /** How the provider's own keys begin; another beginning is worth a second look. */
  readonly keyShape?: RegExp | undefined;
  /** What login there is, where the provider can do without a key. Calls nobody. */
  readonly inspectLogin?: ((settings: Omit<CreateModelOptions, 'modelId' | 'profile' | 'fetch'>) => Promise<LoginReport>) | undefined;
  /** How it says settings that have no word of their own; those it does not say are a warning. */
  readonly settingWords?: SettingWords | undefined;
  /** A request that costs nothing and shows whether the login is good. */
  readonly probe?: ProviderProbe | undefined;
  /** A small model to ask for one token, where no request is for nothing. */
  readonly probeModel?: string | undefined;
  /** Makes the model; loads the provider's package. Written by implementers; users name a model instead. */
  create(options: CreateModelOptions): Promise<LanguageModelV4>;
  /** Makes an embedding model, as `create` does; absent where the provider has none. */
  createEmbedder?(options: CreateEmbedderOptions): Promise<EmbeddingModel>;
}

/** A provider that this version serves. */
type ProviderName = keyof typeof providers;

/** Options by provider (`openai`, `anthropic`, ...), handed to it as they are. */
type ProviderOptions = Readonly<Record<string, JsonObject>>;

/** A request for nothing that only a good login gets answered. */
interface ProviderProbe {
  /** What follows the base URL, or another address that stands for the provider's own. */
  readonly path: string;
  /** The headers of the login; a bearer token unless said. */
  readonly headers?: ((apiKey: string) => Readonly<Record<string, string>>) | undefined;
  /** Statuses that refuse the login, beside 401 and 403. */
  readonly refusals?: readonly number[] | undefined;
}

/** The providers by the name that stands before the colon. Nothing of a provider is loaded before it is named. */
const providers: {
  readonly 'amazon-bedrock': () => Promise<Provider>;
  readonly anthropic: () => Promise<Provider>;
  readonly azure: () => Promise<Provider>;
  readonly deepseek: () => Promise<Provider>;
  readonly google: () => Promise<Provider>;
  readonly 'google-vertex': () => Promise<Provider>;
  readonly groq: () => Promise<Provider>;
  readonly huggingface: () => Promise<Provider>;
  readonly mistral: () => Promise<Provider>;
  readonly ollama: () => Promise<Provider>;
  readonly openai: () => Promise<Provider>;
  readonly 'openai-compatible': () => Promise<Provider>;
  readonly openrouter: () => Promise<Provider>;
  readonly vllm: () => Promise<Provider>;
  readonly xai: () => Promise<Provider>;
};

/** What may be set for a provider in code; it wins over the environment. */
interface ProviderSettings {
  readonly apiKey?: string | undefined;
  readonly baseUrl?: string | undefined;
  /** Region or location of a provider that has them, such as `eu-central-1`. */
  readonly region?: string | undefined;
  /** Project of a provider that has them. */
  readonly project?: string | undefined;
  /** Sent with every request, beside the provider's own. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** How hard a model thinks before it answers. */
type ReasoningEffort = (typeof reasoningEfforts)[number];

/**
 * How calls of a model are protected. Retries and timeouts have defaults and are left out with `false`; the rest is off
 * unless given.
 */
interface ResiliencePolicy {
  readonly retry?: RetryPolicy | false | undefined;
  readonly timeouts?: TimeoutPolicy | false | undefined;
  readonly fallback?: FallbackPolicy | undefined;
  readonly circuitBreaker?: CircuitBreakerPolicy | undefined;
  readonly limits?: LimitPolicy | undefined;
  readonly hedge?: HedgePolicy | undefined;
  readonly cache?: CachePolicy | undefined;
}

/** What the middleware needs of the world. Everything has a default. */
interface ResiliencePorts {
  /** For calls that bring no clock of their own; agents bring the run's. */
  readonly clock?: Clock | undefined;
  readonly random?: Random | undefined;
  /** Turns the names of fallback models into models; the built-in providers unless given. */
  readonly resolveModel?: ModelResolver | undefined;
  /** Breakers, limits and cache; its own unless given. */
  readonly shared?: SharedResilience | undefined;
}

/**
 * Wraps a model with retries, time limits, a circuit breaker, fallbacks, limits, hedging and a cache, as the policy says.
 * From the outside in: cache, total time limit, fallback, and for each model: its time limit, retry, circuit breaker,
 * limits, hedge, time limits of one attempt, and at last what opens and closes each request for the caller. What happened
 * arrives in `providerMetadata.aixgo`.
 *
 * @example
 * const model = resilientModel(configureModel('openai:gpt-4o', {}), { fallback: { models: ['anthropic:claude-sonnet-4-5'] } })
 *
 * @throws ModelError `MODEL_REQUEST_INVALID` for a policy that makes no sense.
 */
function resilientModel(model: LanguageModelV4, policy?: ResiliencePolicy, ports?: ResiliencePorts): LanguageModelV4;

/** How failed calls are repeated. */
interface RetryPolicy {
  /** Attempts in all, the first included; 3 unless said otherwise. */
  readonly maxAttempts?: number | undefined;
  /** Longest wait before the second attempt; 500 ms unless said otherwise. */
  readonly initialBackoffMs?: number | undefined;
  /** Longest wait between any two attempts; 30 s unless said otherwise. */
  readonly maxBackoffMs?: number | undefined;
  /** Factor by which the wait grows; 2 unless said otherwise. */
  readonly multiplier?: number | undefined;
  /** Longest wait that a provider may ask for with `Retry-After`; 60 s. A longer one is an error at once. */
  readonly maxRetryAfterMs?: number | undefined;
  /** Codes that are tried again; those that the error itself calls retryable unless given. */
  readonly retryOn?: readonly CodeOf<'model'>[] | undefined;
  /**
   * True to start a stream again although some of its text was announced already; the event `text-reset` then says that
   * what came before is void. Otherwise such a stream fails with its error.
   */
  readonly restartStream?: boolean | undefined;
}

/**
 * What calls share: a breaker and a limiter for each endpoint, and a cache. Whoever wraps several models that must know
 * of each other hands the same object to all. Different settings for one endpoint make separate breakers and limiters.
 */
class SharedResilience {
  #private;
  breaker(endpoint: string, policy: CircuitBreakerPolicy): CircuitBreaker;
  limiter(endpoint: string, policy: LimitPolicy): RateLimiter;
  cache(policy: CachePolicy): ResponseCache;
}

/** Time limits of one layer, in milliseconds; what is absent is not limited. */
interface TimeLimits {
  /** From the request to the beginning of a stream, and from there to its first part. */
  readonly firstByteMs?: number | undefined;
  /** Between two signs of life of a stream that has begun: parts, or bytes of any kind. */
  readonly idleMs?: number | undefined;
  /** A whole answer without streaming; in a stream the time without a part, whatever keeps it alive. */
  readonly answerMs?: number | undefined;
  /** The whole call, streaming or not. */
  readonly totalMs?: number | undefined;
}

/**
 * How long things may take, in milliseconds. What is not said is as long as the model's family needs (reasoning models
 * are silent for long), and otherwise the usual time that is given here.
 */
interface TimeoutPolicy {
  /**
   * From the request to the beginning of a stream, connecting included, and from there to its first part; usually 60 s.
   * Whatever arrives, such as a comment that keeps the stream alive, lets it begin anew.
   */
  readonly firstByteMs?: number | undefined;
  /** Between two parts of a stream, and between whatever else arrives of it; usually 60 s. */
  readonly idleMs?: number | undefined;
  /**
   * One whole answer without streaming; usually 10 minutes. In a stream the time without a part, however it is kept
   * alive, where that is longer than the two above.
   */
  readonly answerMs?: number | undefined;
  /** All attempts at one model, waits included; then a fallback takes over. No limit unless given. */
  readonly modelMs?: number | undefined;
  /** The whole call with all its attempts and fallbacks. No limit unless given. */
  readonly totalMs?: number | undefined;
}

/** What a model costs, in US dollars for a million tokens. */
interface TokenPrices {
  readonly input: number;
  /** Input read from the provider's cache; like `input` where the provider gives no discount. */
  readonly cachedInput?: number | undefined;
  /** Input written to the provider's cache; like `input` where writing costs nothing extra. */
  readonly cacheWrite?: number | undefined;
  /** Output, reasoning included. */
  readonly output: number;
}

/** Which tools a model may call: as it likes, none, at least one, or this one. */
type ToolChoice = 'auto' | 'none' | 'required' | {
  readonly tool: string;
};

/** Refuses calls of an endpoint that keeps failing, with `MODEL_CIRCUIT_OPEN`, before they are made. */
function withCircuitBreaker(model: LanguageModelV4, breaker: CircuitBreaker, endpoint: string): LanguageModelV4;

/**
 * Sends a second, equal request when the first has not begun to answer after a while, takes whichever answers first and
 * aborts the other. A request that fails leaves the answer to the other one; when both fail, the first error counts. Where
 * the caller refuses the second request, the first goes on alone; where it refuses the first, that ends the call.
 */
function withHedge(model: LanguageModelV4, { afterMs }: HedgePolicy): LanguageModelV4;

/**
 * Repeats calls that failed for a reason that may go away. Waits a random time below a bound that grows from attempt to
 * attempt; where the provider says how long to wait, that long and a random bit more, so that not all come back at once.
 */
function withRetry(model: LanguageModelV4, policy: RetryPolicy, isOutermost?: boolean): LanguageModelV4;

/** Ends calls that take too long with `MODEL_TIMEOUT`, and aborts the request. */
function withTimeouts(model: LanguageModelV4, limits: TimeLimits): LanguageModelV4;

// What the names above mention, and no door exports.

/** The providers of language models that serve embeddings too; a test compares them with their files. */
const alsoEmbeddings: readonly ["amazon-bedrock", "azure", "google", "google-vertex", "huggingface", "mistral", "ollama", "openai", "openai-compatible", "openrouter", "vllm"];

type Answer = {
  readonly type: 'generate';
  readonly result: LanguageModelV4GenerateResult;
} | {
  readonly type: 'stream';
  readonly parts: readonly LanguageModelV4StreamPart[];
};

/** Providers whose models are meant by bare names: see `bareNames` in `names/name-rules.ts`. */
type BareProvider = 'openai' | 'anthropic' | 'google' | 'xai' | 'amazon-bedrock';

/** Providers that serve embeddings and no language models. */
const embeddingsOnly: { /* ... */ };

type FilePart = Extract<InputPart, {
  type: 'file';
}>;

/** The files that models take which take these kinds; any file where that is all kinds. */
type FilePartFor<Kinds extends MediaKind> = [MediaKind] extends [Kinds] ? FilePart : OtherFilePart | {
  [Kind in Kinds]: FilePartOf<Kind>;
}[Kinds];

/** A file of one kind. */
type FilePartOf<Kind extends MediaKind> = FilePart & {
  readonly mediaType: MediaTypes[Kind];
};

/** The full name of a model that is known by the name given: itself, or written `provider/model` or bare. */
type FullName<Name extends string> = Name extends keyof KnownInputs ? Name : Name extends `${infer Provider}/${infer Model}` ? Extract<`${Provider}:${Model}`, keyof KnownInputs> : Extract<`${BareProvider}:${Name}`, keyof KnownInputs>;

type KnownInputs = typeof knownInputs;

/**
 * What the models that are known by name take beside text, for the compiler; at run time their profiles say it. A test
 * keeps both equal. Beside the models that are listed, some older ones that many programs name.
 */
const knownInputs: { /* ... */ };

type KnownModels = typeof knownModels;

/**
 * Models that are known by name, by provider: those that `aixgo models` lists and editors suggest. Any other model of a
 * provider can be used too.
 */
const knownModels: { /* ... */ };

/** The kinds that a model is known not to take; of several models, those that one of them does not take. */
type LackedKind<Model> = Model extends string ? FullName<Model> extends infer Name extends keyof KnownInputs ? [Name] extends [never] ? never : Exclude<MediaKind, KnownInputs[Name][number]> : never : never;

/** A call that asks to be let in. */
interface LimitedCall {
  readonly agent: string;
  /** What the call will use of the tokens, as far as can be told. */
  readonly tokens: number;
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
}

/** The kinds of files that models take or do not take, in the order in which they are told. */
const mediaKinds: readonly ['image', 'pdf', 'audio', 'video'];

/** What is said beside a model's name. */
interface NameSettings {
  /** The provider, under any of its names. */
  readonly provider?: string | undefined;
  /** True where an address is given: then what no provider stands before is a name of that server's own. */
  readonly hasBaseUrl?: boolean | undefined;
}

/** How an offline model is made. */
interface OfflineModelOptions {
  /** The name it goes by, such as that of the model it stands in for. */
  readonly name?: string | undefined;
  /** Replies to give instead of its own; the first that matches the input wins. */
  readonly replies?: readonly OfflineReply[] | undefined;
}

/**
 * A file that is of no kind, such as a text or a table. Media types of such files are many; of `application/` these are the
 * ones that models are given.
 */
type OtherFilePart = FilePart & {
  readonly mediaType: `text/${string}` | `application/${'json' | 'xml' | 'yaml' | 'rtf' | 'msword' | 'javascript' | 'typescript' | 'sql'}` | `application/${'x-' | 'vnd.'}${string}`;
};

/** How a call through the breaker came out; a call that was given up tells nothing of the endpoint. */
type Outcome = 'success' | 'failure' | 'unknown';

/** Lets calls in as far as the limits allow; the others wait, and agents take turns. */
class RateLimiter {
  #private;
  constructor(limits: LimitPolicy);
  /** Resolves when the call may be made. Rejects with the signal's reason, and then has used nothing. */
  enter(call: LimitedCall): Promise<Release>;
}

const reasoningEfforts: readonly ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'];

/** Told once when a call is over, with the tokens it used where they are known. */
type Release = (usedTokens: number | undefined) => void;

/** Answers by the key of their request, in memory. The one that was not used for longest makes room. */
class ResponseCache {
  #private;
  constructor({ ttlMs, maxEntries }: CachePolicy);
  get(key: string, clock: Clock): Answer | undefined;
  set(key: string, answer: Answer, clock: Clock): void;
}

/** How a provider says settings that the AI SDK's interface has no word for, as options of its own. */
interface SettingWords {
  /** Whether the model may call several tools at once. */
  readonly parallelToolCalls?: ((allowed: boolean) => ProviderOptions) | undefined;
  /** How many tokens the model may think for. */
  readonly reasoningBudget?: ((tokens: number) => ProviderOptions) | undefined;
}
