import { lazySchema } from '../../keys/lazy-schema.ts'
import { providerName } from '../../models/names/provider-name.ts'
import { budgetKey, loopDetectionKeys } from '../../keys/budget-keys.ts'
import { effects } from '../../runs/step.ts'
import { modelSettingKeys } from './model-setting-keys.ts'
import { resilienceKeys } from './resilience-keys.ts'
import { concurrencyKeys, receiverKeys, temperature } from '../../keys/agent-keys.ts'
import { defaultKey, groupKey, listKey, optionalKey, requiredKey, unsupportedKey } from '../../keys/key-entry.ts'
import {
  baseUrl,
  data,
  duration,
  filledText,
  jsonSchema,
  numberBetween,
  oneOf,
  modulePath,
  text,
  texts,
  truth,
  wholeNumber,
  type ValueKind,
} from '../../keys/value-kinds.ts'

const toolNamePattern = /^[a-zA-Z0-9_-]{1,64}$/
const toolName = {
  schema: lazySchema((z) =>
    z
      .string()
      .check(
        z.refine((value) => toolNamePattern.test(value), { error: 'must be 1 to 64 letters, digits, "_" or "-"' }),
      ),
  ),
  type: 'name',
  pattern: toolNamePattern.source,
} satisfies ValueKind

const resultLimitMistake = { error: 'must be a whole number of at least 1, or false for no limit' }
const resultLimit = {
  schema: lazySchema((z) =>
    z
      .union([z.int(), z.literal(false)], resultLimitMistake)
      .check(z.refine((value) => value === false || value >= 1, resultLimitMistake)),
  ),
  type: 'whole number, at least 1, or `false`',
  // A variable may hold either.
  format: 'number',
} as const satisfies ValueKind

/** The keys of each item of `tools`. */
const toolKeys = {
  name: optionalKey(toolName, 'Name of the tool. Required unless `module` is given.'),
  description: optionalKey(text, 'Tells the model what the tool is for.'),
  input_schema: optionalKey(jsonSchema, 'What the tool takes: a JSON Schema of an object.', {
    alias: 'parameters',
    defaultText: 'an object without properties',
  }),
  module: optionalKey(
    modulePath,
    'TypeScript or JavaScript file whose exported tools (made with `defineTool`) the agent gets. They bring their own name, description and schema. `run`, `build` and `validate` load it.',
  ),
  export: optionalKey(filledText, 'Only this export of the module.', { defaultText: 'all exported tools' }),
  effect: optionalKey(
    oneOf(effects),
    'What may be repeated after a crash: `none` changes nothing outside, `idempotent` may be repeated with the same key, `once` must not.',
    { defaultText: '`once`, or what the module says' },
  ),
  timeout: optionalKey(duration, 'How long a call may take.', { defaultText: 'no limit' }),
  max_result_chars: optionalKey(
    resultLimit,
    'The most characters of a result that the model gets; a longer one is cut with a mark.',
    {
      defaultText: "the agent's",
    },
  ),
  vectorstore: unsupportedKey(
    'Makes the tool search a vector store.',
    'Retrieval comes with a later version. Until then write the search in a tool module.',
    'collection top_k min_score generate_embedding filters',
  ),
} as const

const providerToolPattern = /^[a-z][a-z0-9-]*\.[\w.-]+$/
const providerToolId = {
  schema: lazySchema((z) =>
    z.string().check(
      z.refine((value) => providerToolPattern.test(value), {
        error: 'must be a provider and a tool, such as "openai.web_search"',
      }),
    ),
  ),
  type: '`provider.tool`',
  pattern: providerToolPattern.source,
} satisfies ValueKind

/** The keys of each item of `provider_tools`. */
const providerToolKeys = {
  id: requiredKey(
    providerToolId,
    'Provider and name of the tool: `anthropic.web_search_20250305`, `openai.web_search`.',
  ),
  name: optionalKey(toolName, 'What the tool is called in the conversation.', {
    defaultText: 'the end of `id` without its date',
  }),
  args: optionalKey(data, 'What the provider is told about the tool, as the AI SDK names it: `maxUses`.', {
    defaultText: 'an empty mapping',
  }),
} as const

/** The keys of `guided_config`. */
const guidedKeys = {
  enabled: optionalKey(truth, 'Turns the limit below on.', { defaultText: '`false`' }),
  max_iterations: optionalKey(wholeNumber(1), 'How many model calls a run may make, when enabled.', {
    defaultText: '5',
  }),
  verification_prompt: unsupportedKey(
    'Asks the model after each round of tools whether to go on.',
    'The model decides by itself when it is done, with the tool results in view. Put the criterion into "prompt".',
  ),
  require_confirmation: unsupportedKey(
    'A person confirms tool calls.',
    "Approvals come with a later version. Until then leave out tools that need a person's word.",
  ),
} as const

const toolCallKeys = {
  name: requiredKey(toolName, 'Tool that the offline model calls.'),
  input: optionalKey(data, 'Arguments of the call.', { defaultText: 'an empty mapping' }),
} as const

const replyKeys = {
  match: optionalKey(filledText, 'Text that the input must contain, in any case.', { defaultText: 'any input' }),
  text: optionalKey(text, 'Answer of the offline model.'),
  tool_call: groupKey(toolCallKeys, 'Tool call that the offline model makes.'),
} as const

/** The keys of `offline`. */
const offlineKeys = {
  replies: listKey(
    replyKeys,
    'Scripted replies; the first that matches is used. Each has `text`, `tool_call` or both.',
  ),
} as const

/** The keys of `context`. */
const contextKeys = {
  strategy: optionalKey(
    oneOf(['evict-tool-results', 'sliding', 'summarise', 'pin', 'none']),
    "What is done when a conversation outgrows the model's window: the oldest tool results, or the oldest exchanges, are removed; a model call summarises them; everything goes that is neither pinned nor recent; nothing.",
    { defaultText: '`evict-tool-results`, then `sliding`' },
  ),
  max_tokens: optionalKey(wholeNumber(1), 'Tokens that prompt and answer may have together.', {
    defaultText: "the model's window, where it is known",
  }),
  reserve_tokens: optionalKey(wholeNumber(0), 'Tokens kept free for the answer.', {
    defaultText: '`max_tokens` of the agent, else 4096 or a quarter of the window',
  }),
  keep_last: optionalKey(wholeNumber(0), 'How many of the latest exchanges stay as they are.', { defaultText: '2' }),
  pin: defaultKey(texts, 'Tools whose results are never removed.', { defaultText: 'empty' }),
} as const

/** The keys of agents with the role `react`. */
export const reactKeys = {
  ...receiverKeys,
  ...concurrencyKeys,
  model: requiredKey(
    filledText,
    'Model: `provider:name` or `provider/name`, a bare name such as `gpt-4-turbo` or `claude-...`, or an entry of `model_services`. A provider before a colon wins over what stands beside it.',
  ),
  prompt: optionalKey(text, 'Standing instructions for the model.'),
  tools: listKey(toolKeys, 'Tools that the model may call.'),
  provider_tools: listKey(
    providerToolKeys,
    'Tools that the provider of the model runs, such as its web search. A provider takes only its own.',
  ),
  input_schema: optionalKey(jsonSchema, 'JSON Schema of the input.', { defaultText: 'text' }),
  output_schema: optionalKey(jsonSchema, "JSON Schema of the output; the model's answer is checked and repaired.", {
    defaultText: 'text',
  }),
  output_mode: optionalKey(
    oneOf(['auto', 'native', 'tool', 'prompt']),
    'How the model is brought to keep to `output_schema`: the request carries the schema, it must call a tool, or the instructions hold the schema.',
    { defaultText: '`auto`: by what the model can do' },
  ),
  tool_mode: optionalKey(
    oneOf(['auto', 'native', 'text']),
    'How the model asks for tools: through its provider, or by blocks in its text.',
    { defaultText: '`auto`: by what the model can do' },
  ),
  context: groupKey(contextKeys, "How the conversation is kept within the model's window."),
  temperature: optionalKey(temperature, 'Randomness of the model; 0 is honoured.', { defaultText: "the provider's" }),
  max_tokens: optionalKey(wholeNumber(1), 'Most tokens that the model may write in one call.', {
    defaultText: "the provider's",
  }),
  top_p: optionalKey(numberBetween(0, 1), 'Nucleus sampling.', { defaultText: "the provider's" }),
  top_k: optionalKey(wholeNumber(1), 'Sampling from the k most likely tokens.', { defaultText: "the provider's" }),
  ...modelSettingKeys,
  timeout: optionalKey(
    duration,
    'How long the work on one message may take, all attempts and the waits between them included.',
    { defaultText: 'no limit' },
  ),
  max_iterations: optionalKey(wholeNumber(1), 'How many model calls a run may make.', { defaultText: '20' }),
  max_result_chars: optionalKey(
    resultLimit,
    'The most characters that the model gets of the result of a tool; a longer one is cut with a mark, and whole on the record.',
    { defaultText: "100,000, and never more than a quarter of the model's window" },
  ),
  budget: budgetKey('Limits for what the agent and the agents it calls spend, as long as the system runs.'),
  loop_detection: groupKey(loopDetectionKeys, 'Warns of an agent that goes round in circles, then stops it.'),
  guided_config: groupKey(guidedKeys, 'A tighter limit on model calls, by its documented name.'),
  provider: optionalKey(
    providerName,
    'Who serves the model, when its name does not say. `openai-compatible` needs `base_url`.',
  ),
  base_url: optionalKey(
    baseUrl,
    'Address of the model server. Where neither `provider` nor the model names who serves it (`provider:name`), it is taken as `openai-compatible`, and the model is what the server calls it.',
    {
      alias: 'endpoint',
      defaultText: "the provider's; `OPENAI_BASE_URL` for OpenAI",
    },
  ),
  api_key: optionalKey(filledText, 'Key for the provider. Write `${NAME}`, not the key itself.', {
    defaultText: "the provider's variable, such as `OPENAI_API_KEY`",
  }),
  api_key_env: optionalKey(filledText, 'Name of the variable that holds the key.'),
  region: optionalKey(filledText, 'Region or location of the provider: Amazon Bedrock, Vertex AI.', {
    alias: 'location',
    defaultText: "the provider's variable, such as `AWS_REGION`",
  }),
  project_id: optionalKey(filledText, 'Project of the provider: Vertex AI.', {
    defaultText: '`GOOGLE_CLOUD_PROJECT`, or the project of the credentials',
  }),
  ...resilienceKeys,
  offline: groupKey(offlineKeys, 'What the offline model answers (`--offline`).'),
} as const
