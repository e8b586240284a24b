import type { ProviderName } from '../../src/models/providers.ts'
import { createModelResolver, type ModelResolverOptions } from '../../src/models/resolve-model.ts'
import type { DescribeModelOptions, ModelUnderTest } from '../../src/testing/describe-model.ts'
import type { ModelAbility } from '../../src/testing/model-abilities.ts'
import type { ModelScenario, ScenarioReply } from '../../src/testing/model-scenario.ts'
import type { ProviderOptionsExample, ProviderTool } from '../../src/testing/model-suite/model-test.ts'
import { anthropicMessages } from './servers/anthropic-messages.ts'
import { bedrockConverse } from './servers/bedrock-converse.ts'
import { startFakeProvider } from './servers/fake-provider.ts'
import { gemini } from './servers/gemini.ts'
import { chatFormat } from './servers/openai-chat.ts'
import { openaiResponses } from './servers/openai-responses.ts'
import type { WireFormat } from './servers/wire-format.ts'
import { xaiResponses } from './servers/xai-responses.ts'

/** A provider as the conformance suite meets it: which of its wires, which models, and what it cannot do and why. */
export interface ModelSubject {
  readonly provider: ProviderName
  readonly format: WireFormat
  readonly model: string
  /** Answers with reasoning come from it; from `model` unless given. */
  readonly reasoningModel?: string
  /** What follows the address; the provider's own address, led to the test server, where it is absent. */
  readonly path?: string
  /** What the provider or its interface has not, each with the reason. */
  readonly without: Readonly<Partial<Record<ModelAbility, string>>>
  readonly example: ProviderOptionsExample
  readonly providerTool?: ProviderTool
}

type Without = ModelSubject['without']

const noRefusals = 'a refusal is told as a filter'
const noPauses = 'its answers never pause'
const noAccidents = 'it tells a broken answer as an error of the server'
const ended = 'its answers always say why they ended'
const noWindowReason = 'an answer that fills the window ends as one cut at its limit'
const noRedaction = 'it redacts no reasoning'
const noSignatures = 'it signs no reasoning'
const notWanted = 'it wants no reasoning back that is not signed'
const noReasoning = 'it shows no reasoning here'
const noDecoding = 'it takes of a schema what it knows'

const chatWithoutReasoning: Without = {
  reasoning: noReasoning,
  'signed-reasoning': noReasoning,
  'redacted-reasoning': noReasoning,
  'empty-reasoning': noReasoning,
  'open-reasoning': noReasoning,
}
const chatWithOpenReasoning: Without = {
  'signed-reasoning': noSignatures,
  'redacted-reasoning': noRedaction,
  'empty-reasoning': noSignatures,
  'open-reasoning': notWanted,
}
const noRuns = 'its interface knows no tools that it runs itself'
const withoutRuns: Without = { 'provider-tools': noRuns, 'provider-tool-results': noRuns }
const chat: Without = { pauses: noPauses, 'exceeded-windows': noWindowReason, ...withoutRuns }

const responses: Without = {
  pauses: noPauses,
  'exceeded-windows': noWindowReason,
  accidents: noAccidents,
  'missing-reasons': ended,
  'open-reasoning': notWanted,
}

const geminiLacks: Without = {
  pauses: noPauses,
  'exceeded-windows': noWindowReason,
  refusals: noRefusals,
  'missing-reasons': 'a stream without a reason was cut',
  'redacted-reasoning': noRedaction,
  'open-reasoning': notWanted,
  'loose-schemas': noDecoding,
}

const runsCode = { type: 'provider', id: 'google.code_execution', name: 'code_execution', args: {} } as const

/** Every provider of the table, and each of its wires. */
export const modelSubjects = {
  anthropic: {
    provider: 'anthropic',
    format: anthropicMessages,
    model: 'claude-sonnet-4-5',
    path: '/v1',
    without: {
      filters: noRefusals,
      accidents: noAccidents,
      'missing-reasons': ended,
      'missing-usage': 'its answers always tell usage',
      'open-reasoning': notWanted,
    },
    example: { providerOptions: { anthropic: { metadata: { userId: 'user-7' } } }, shows: 'user-7' },
    providerTool: { type: 'provider', id: 'anthropic.web_search_20250305', name: 'web_search', args: { maxUses: 1 } },
  },
  google: {
    provider: 'google',
    format: gemini,
    model: 'gemini-2.5-flash',
    reasoningModel: 'gemini-3-flash-preview',
    path: '/v1beta',
    without: geminiLacks,
    example: {
      providerOptions: {
        google: { safetySettings: [{ category: 'HARM_CATEGORY_HARASSMENT', threshold: 'BLOCK_NONE' }] },
      },
      shows: 'BLOCK_NONE',
    },
    providerTool: runsCode,
  },
  'google-vertex': {
    provider: 'google-vertex',
    format: gemini,
    model: 'gemini-2.5-flash',
    reasoningModel: 'gemini-3-flash-preview',
    path: '',
    without: geminiLacks,
    example: { providerOptions: { googleVertex: { labels: { team: 'suite-7' } } }, shows: 'suite-7' },
    providerTool: runsCode,
  },
  'amazon-bedrock': {
    provider: 'amazon-bedrock',
    format: bedrockConverse,
    model: 'anthropic.claude-sonnet-4-20250514-v1:0',
    path: '',
    without: {
      pauses: noPauses,
      'missing-reasons': ended,
      'open-reasoning': notWanted,
      ...withoutRuns,
      'missing-usage': 'its answers always tell usage',
      'reasoning-usage': 'its usage does not tell reasoning apart',
      'errors-in-answers': 'AWS tells errors by their status',
      'loose-schemas': noDecoding,
    },
    example: {
      providerOptions: { amazonBedrock: { additionalModelRequestFields: { anthropic_beta: ['beta-7'] } } },
      shows: 'beta-7',
    },
  },
  xai: {
    provider: 'xai',
    format: xaiResponses,
    model: 'grok-4',
    path: '/v1',
    without: {
      ...responses,
      refusals: 'its answers hold no refusals',
      'loose-schemas': noDecoding,
      'provider-tool-results': 'what it looked up is not sent back, its answer is',
    },
    example: { providerOptions: { xai: { promptCacheKey: 'cache-7' } }, shows: 'cache-7' },
    providerTool: { type: 'provider', id: 'xai.web_search', name: 'web_search', args: {} },
  },
  openai: {
    provider: 'openai',
    format: openaiResponses,
    model: 'gpt-4o',
    reasoningModel: 'gpt-5.2',
    without: responses,
    example: { providerOptions: { openai: { promptCacheKey: 'cache-7' } }, shows: 'cache-7' },
    providerTool: { type: 'provider', id: 'openai.web_search', name: 'web_search', args: {} },
  },
  'openai at another address': {
    provider: 'openai',
    format: chatFormat('openai'),
    model: 'gpt-4o',
    path: '/v1',
    without: { ...chat, ...chatWithoutReasoning, accidents: noAccidents },
    example: { providerOptions: { openai: { user: 'user-7' } }, shows: 'user-7' },
  },
  azure: {
    provider: 'azure',
    format: chatFormat('azure'),
    model: 'my-deployment',
    path: '',
    without: { ...chat, ...chatWithoutReasoning, accidents: noAccidents },
    example: { providerOptions: { azure: { user: 'user-7' } }, shows: 'user-7' },
  },
  groq: {
    provider: 'groq',
    format: chatFormat('groq'),
    model: 'meta-llama/llama-4-scout-17b-16e-instruct',
    reasoningModel: 'openai/gpt-oss-120b',
    path: '/openai/v1',
    without: { ...chat, ...chatWithOpenReasoning },
    example: { providerOptions: { groq: { user: 'user-7' } }, shows: 'user-7' },
  },
  mistral: {
    provider: 'mistral',
    format: chatFormat('mistral'),
    model: 'mistral-large-latest',
    reasoningModel: 'magistral-medium-latest',
    path: '/v1',
    without: { ...chat, ...chatWithOpenReasoning },
    example: { providerOptions: { mistral: { safe_prompt: true } }, shows: 'safe_prompt' },
  },
  deepseek: {
    provider: 'deepseek',
    format: chatFormat('deepseek'),
    model: 'deepseek-chat',
    reasoningModel: 'deepseek-reasoner',
    path: '/v1',
    without: {
      ...chat,
      'signed-reasoning': noSignatures,
      'redacted-reasoning': noRedaction,
      'empty-reasoning': noSignatures,
      'loose-schemas': noDecoding,
    },
    example: { providerOptions: { deepseek: { user: 'user-7' } }, shows: 'user-7' },
  },
  openrouter: {
    provider: 'openrouter',
    format: chatFormat('openrouter'),
    model: 'meta-llama/llama-4-maverick',
    reasoningModel: 'anthropic/claude-sonnet-4.5',
    path: '/api/v1',
    without: chat,
    example: { providerOptions: { openrouter: { provider: { order: ['host-7'] } } }, shows: 'host-7' },
  },
  huggingface: {
    provider: 'huggingface',
    format: chatFormat('huggingface'),
    model: 'meta-llama/Llama-4-Scout-17B-16E-Instruct:groq',
    reasoningModel: 'openai/gpt-oss-120b:groq',
    path: '/v1',
    without: { ...chat, ...chatWithOpenReasoning },
    example: { providerOptions: { huggingface: { user: 'user-7' } }, shows: 'user-7' },
  },
  vllm: {
    provider: 'vllm',
    format: chatFormat('vllm'),
    model: 'meta-llama/Llama-4-Scout-17B-16E-Instruct',
    path: '/v1',
    without: { ...chat, ...chatWithOpenReasoning, 'filtered-prompts': 'it filters no prompts' },
    example: { providerOptions: { vllm: { repetition_penalty: 1.07 } }, shows: '1.07' },
  },
  ollama: {
    provider: 'ollama',
    format: chatFormat('ollama'),
    model: 'llama4',
    path: '/v1',
    without: { ...chat, ...chatWithOpenReasoning },
    example: { providerOptions: { ollama: { user: 'user-7' } }, shows: 'user-7' },
  },
  'openai-compatible': {
    provider: 'openai-compatible',
    format: chatFormat('openai-compatible'),
    model: 'local-model',
    path: '/v1',
    without: { pauses: noPauses, ...withoutRuns, ...chatWithOpenReasoning },
    example: { providerOptions: { 'openai-compatible': { user: 'user-7' } }, shows: 'user-7' },
  },
} as const satisfies Readonly<Record<string, ModelSubject>>

const readsText = 'it reads text alone'
const gemini3 = 'gemini-3-flash-preview'

/** Models of which a provider asks other things than of its subject's. */
export const modelVariants = {
  'anthropic, a model without structured outputs': { ...modelSubjects.anthropic, model: 'claude-3-5-haiku-20241022' },
  'google, Gemini 3': { ...modelSubjects.google, model: gemini3 },
  'google-vertex, Gemini 3': { ...modelSubjects['google-vertex'], model: gemini3 },
  'amazon-bedrock, Nova': { ...modelSubjects['amazon-bedrock'], model: 'amazon.nova-pro-v1:0' },
  'openai, a reasoning model': { ...modelSubjects.openai, model: 'gpt-5.2' },
  'openai at another address, a reasoning model': { ...modelSubjects['openai at another address'], model: 'gpt-5.2' },
  'azure, a deployment of a reasoning model': { ...modelSubjects.azure, format: chatFormat('azure-unnamed') },
  'azure, a reasoning model by its name': { ...modelSubjects.azure, model: 'o4-mini' },
  'groq, a model that reads text alone': {
    ...modelSubjects.groq,
    model: 'openai/gpt-oss-120b',
    without: { ...modelSubjects.groq.without, images: readsText, 'tool-images': readsText },
  },
  'mistral, a reasoning model': { ...modelSubjects.mistral, model: 'magistral-medium-latest' },
  'deepseek, a reasoning model': { ...modelSubjects.deepseek, model: 'deepseek-reasoner' },
  'openrouter, Claude': { ...modelSubjects.openrouter, model: 'anthropic/claude-sonnet-4.5' },
  'openrouter, Gemini 3': {
    ...modelSubjects.openrouter,
    model: `google/${gemini3}`,
    reasoningModel: `google/${gemini3}`,
  },
} as const satisfies Readonly<Record<string, ModelSubject>>

/** How the suite for models tries a subject. */
export function describeSubject(subject: ModelSubject): DescribeModelOptions {
  const { without, example, providerTool } = subject
  return {
    without,
    example,
    ...(providerTool === undefined ? {} : { providerTool }),
    create: (scenario) => setUpSubject(subject, scenario),
  }
}

/** A model of the subject, whose requests arrive at a server that does what the scenario says. */
export async function setUpSubject(subject: ModelSubject, scenario: ModelScenario): Promise<ModelUnderTest> {
  const { provider, format, model, reasoningModel = model } = subject
  const server = await startFakeProvider([format], scenario)
  const resolve = createModelResolver(settingsOf(subject, server.url))
  return {
    model: await resolve(`${provider}:${hasReasoning(scenario) ? reasoningModel : model}`),
    requested: server.requested,
    requests: () => server.requests,
    close: server.close,
  }
}

function settingsOf({ provider, path }: ModelSubject, url: string): ModelResolverOptions {
  if (path === undefined) {
    return {
      environment: { OPENAI_API_KEY: 'secret-key-1' },
      fetch: (input, init) => fetch(String(input).replace('https://api.openai.com', url), init),
    }
  }
  const settings = { apiKey: 'secret-key-1', baseUrl: `${url}${path}`, project: 'my-project' }
  return { environment: {}, overrides: { [provider]: settings } }
}

function hasReasoning(scenario: ModelScenario): boolean {
  const replies: readonly ScenarioReply[] = scenario.type === 'conversation' ? scenario.replies : [scenario]
  return replies.some((reply) => reply.type === 'answer' && reply.reasoning !== undefined)
}
