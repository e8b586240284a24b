import { describe, expect, it } from 'vitest'
import { knownModels } from '../names/known-models.ts'
import { prices } from '../prices/prices.ts'
import { vendors } from './families/vendors.ts'
import { profileOf } from './profile-of.ts'

/** A model of each family, as people write them. */
const examples = {
  'o-deep-research': ['openai:o3-deep-research', 'o4-mini-deep-research-2025-06-26'],
  'o-pro': ['openai:o1-pro', 'o3-pro-2025-06-10'],
  'o1-mini': ['o1-mini'],
  'o1-preview': ['o1-preview'],
  'o-series': ['o1', 'openai:o3-mini', 'azure:o4-mini', 'azure:team-o3_mini', 'codex-mini-latest'],
  'gpt-5-chat': ['gpt-5-chat-latest', 'gpt-5.2-chat-latest'],
  'gpt-5.3-codex-spark': ['gpt-5.3-codex-spark'],
  'gpt-5-pro': ['gpt-5-pro', 'gpt-5.2-pro-2025-12-11', 'gpt-5.5-pro'],
  'gpt-5.1': ['gpt-5.1', 'gpt-5.3-codex', 'gpt-5.4-mini'],
  'gpt-5.4': ['gpt-5.4', 'openai.responses:gpt-5.6-luna', 'bedrock:global.openai.gpt-5.6-sol'],
  'gpt-5': [
    'gpt-5',
    'openai:gpt-5-mini',
    'azure:my-gpt5-nano',
    'openrouter:openai/gpt-5-codex',
    'ft:gpt-5-mini:acme::1',
  ],
  'gpt-6': ['gpt-6-astra', 'gpt-6-sol', 'gpt-6.1-terra'],
  gpt: ['gpt-7-nova'],
  'gpt-4.1': ['gpt-4.1-nano', 'azure:gpt-41-mini'],
  'gpt-4.5': ['gpt-4.5-preview'],
  'gpt-4o': ['gpt-4o', 'gpt-4o-2024-05-13', 'azure:prod_gpt4o', 'chatgpt-4o-latest', 'ft:gpt-4o-mini:acme::1'],
  'gpt-4-turbo': ['gpt-4-turbo', 'gpt-4-1106-preview'],
  'gpt-4': ['gpt-4', 'gpt-4-32k', 'gpt-4-0613'],
  'gpt-3.5': ['gpt-3.5-turbo', 'azure:gpt-35-turbo', 'gpt-3.5-turbo-instruct'],
  'gpt-3': ['text-davinci-003'],
  'claude-fable': ['claude-fable-5-1', 'claude-mythos-5'],
  'claude-5.5': ['claude-opus-5-5', 'openrouter:anthropic/claude-sonnet-5.5', 'claude-haiku-5-5'],
  'claude-5': ['claude-opus-5', 'claude-sonnet-5-20260630'],
  'claude-4.7': ['claude-opus-4-7', 'us.anthropic.claude-opus-4-8'],
  'claude-4.6': ['claude-opus-4-6', 'openrouter:anthropic/claude-sonnet-4.6'],
  'claude-4.5': ['claude-sonnet-4-5-20250929', 'eu.anthropic.claude-haiku-4-5-20251001-v1:0', 'claude-opus-4-5'],
  'claude-4': ['claude-opus-4-1', 'claude-opus-4-20250514', 'claude-sonnet-4@20250514', 'claude-sonnet-4-0'],
  'claude-3.7': ['claude-3-7-sonnet-latest'],
  'claude-3.5': ['claude-3-5-haiku-20241022', 'openrouter:anthropic/claude-3.5-sonnet'],
  'claude-3': ['claude-3-opus-20240229', 'anthropic.claude-3-haiku-20240307-v1:0'],
  'claude-2': ['claude-2', 'claude-instant-1.2', 'anthropic.claude-v2:1'],
  claude: ['claude-next'],
  'gemini-media': ['gemini-2.5-flash-image'],
  'gemini-1.5': ['gemini-1.5-pro', 'vertex/gemini-1.5-flash'],
  'gemini-1.0': ['gemini-pro', 'gemini-1.0-pro'],
  'gemini-2.0': ['gemini-2.0-flash', 'gemini-2.0-flash-thinking-exp'],
  'gemini-2.5': ['gemini-2.5-pro', 'google/gemini-2.5-flash'],
  'gemini-3': ['gemini-3-pro-preview', 'gemini-3.8-flash'],
  'gemini-4': ['gemini-4-argon'],
  gemini: ['gemini-flash-latest', 'gemini-next'],
  'deep-research': ['google:deep-research-pro-preview-12-2025'],
  'gemma-4': ['huggingface:google/gemma-4-31b-it', 'ollama:gemma4:e4b'],
  gemma: ['ollama:gemma3:4b', 'google/gemma-2-9b-it', 'ollama:codegemma'],
  'grok-4': [
    'grok-4',
    'grok-4-0709',
    'grok-4-1-fast',
    'grok-4.20-0309-reasoning',
    'grok-4.20-multi-agent',
    'grok-4-fast-non-reasoning',
  ],
  'grok-4.3': ['grok-4.3'],
  'grok-4.5': ['grok-4.5', 'grok-4.7'],
  'grok-code': ['grok-code-fast-1', 'grok-build-0.1'],
  'grok-3': ['grok-3', 'grok-3-mini-fast'],
  'grok-2': ['grok-2', 'grok-2-1212', 'grok-beta'],
  grok: ['grok-latest'],
  magistral: ['mistral:magistral-medium-latest', 'ollama:magistral'],
  'mistral-large-4': ['mistral:mistral-large-4-0'],
  'mistral-large': ['mistral:mistral-large-latest', 'mistral.mistral-large-2407-v1:0'],
  'mistral-medium-3.5': ['mistral:mistral-medium-2604'],
  'mistral-medium': ['mistral:mistral-medium-latest', 'mistral:mistral-medium-2505'],
  'mistral-small-4': ['mistral:mistral-small-latest'],
  'mistral-small': ['mistral:mistral-small-2506', 'ollama:mistral-small3.2'],
  codestral: ['mistral:codestral-2508'],
  'devstral-2': ['mistral:devstral-2512'],
  devstral: ['ollama:devstral:24b'],
  'ministral-3': ['mistral:ministral-8b-latest', 'ollama:ministral-3:8b'],
  ministral: ['mistral:ministral-8b-2410'],
  mistral: [
    'ollama:mistral:7b',
    'mistral:open-mixtral-8x22b',
    'mistral:pixtral-12b',
    'mistral.mixtral-8x7b-instruct-v0:1',
    'ollama:mixtral:8x7b',
  ],
  'deepseek-v4': [
    'deepseek:deepseek-chat',
    'deepseek:deepseek-reasoner',
    'deepseek:deepseek-v4-pro',
    'openrouter:deepseek/deepseek-v4-flash',
  ],
  'deepseek-r1': [
    'ollama:deepseek-r1:8b',
    'huggingface:deepseek-ai/DeepSeek-R1-0528',
    'groq:deepseek-r1-distill-llama-70b',
    'bedrock:us.deepseek.r1-v1:0',
  ],
  'deepseek-v3.1': ['huggingface:deepseek-ai/DeepSeek-V3.2', 'bedrock:deepseek.v3-v1:0'],
  'deepseek-v3': ['huggingface:deepseek-ai/DeepSeek-V3-0324'],
  deepseek: ['ollama:deepseek-coder:6.7b'],
  qwq: ['vllm:Qwen/QwQ-32B'],
  'qwen3-thinking': ['vllm:Qwen/Qwen3-4B-Thinking-2507', 'ollama:qwen3:4b-thinking-2507'],
  'qwen3-instruct': ['vllm:Qwen/Qwen3-235B-A22B-Instruct-2507'],
  'qwen3-coder': ['ollama:qwen3-coder:30b'],
  'qwen3-embedding': ['ollama:qwen3-embedding'],
  'qwen3.5': ['vllm:Qwen/Qwen3.5-397B-A17B', 'groq:qwen/qwen3.8-27b'],
  qwen3: [
    'vllm:qwen3',
    'ollama:qwen3:0.6b',
    'groq:qwen/qwen3-32b',
    'openai-compatible:/models/qwen3-235b-fp8',
    'ollama:hf.co/unsloth/Qwen3-8B-GGUF:Q4_K_M',
  ],
  qwen: ['ollama:qwen2.5-coder:7b'],
  nemotron: ['openrouter:nvidia/llama-3.3-nemotron-super-49b-v1.5'],
  'llama-4': ['groq:meta-llama/llama-4-scout-17b-16e-instruct', 'meta.llama4-maverick-17b-instruct-v1:0'],
  'llama-3': [
    'meta-llama/Llama-3.1-8B-Instruct',
    'groq:llama-3.3-70b-versatile',
    'groq:llama-3.1-8b-instant',
    'ollama/llama3.2:1b',
    'ollama:llama3:8b',
    'meta.llama3-1-8b-instruct-v1:0',
    'huggingface:NousResearch/Hermes-3-Llama-3.1-8B',
  ],
  'llama-2': ['ollama:llama2', 'ollama:tinyllama', 'huggingface:codellama/CodeLlama-7b-hf'],
  'base-model': ['huggingface:openai-community/gpt2', 'tiiuae/falcon-7b'],
  'gpt-oss': ['groq:openai/gpt-oss-120b', 'ollama:gpt-oss:20b'],
  'kimi-k2': ['groq:moonshotai/kimi-k2-instruct', 'vllm:moonshotai/Kimi-K2-Thinking', 'openrouter:moonshotai/kimi-k2'],
  'kimi-k2.5': ['vllm:moonshotai/Kimi-K2.6'],
  'kimi-k3': ['openrouter:moonshotai/kimi-k3'],
  'glm-4.5': ['vllm:zai-org/GLM-4.5-Air', 'vllm:zai-org/GLM-4.6', 'vllm:zai-org/GLM-4.5V'],
  'glm-5': ['vllm:zai-org/GLM-4.7', 'openrouter:z-ai/glm-5.1'],
  glm: ['vllm:zai-org/glm-4-9b-chat'],
  'minimax-m1': ['vllm:MiniMaxAI/MiniMax-M1-80k'],
  'minimax-m2': ['vllm:MiniMaxAI/MiniMax-M2.5'],
  'minimax-m3': ['openrouter:minimax/minimax-m3'],
  'phi-4-reasoning': ['ollama:phi4-mini-reasoning', 'huggingface:microsoft/Phi-4-reasoning'],
  'phi-4': ['ollama:phi4-mini', 'microsoft/phi-4'],
  phi: ['ollama:phi3.5', 'vllm:microsoft/phi-3-mini'],
  smollm3: ['huggingface:HuggingFaceTB/SmolLM3-3B'],
  hunyuan: ['vllm:tencent/Hunyuan-A13B-Instruct'],
  'olmo-3': ['huggingface:allenai/Olmo-3-32B-Think'],
  mimo: ['vllm:XiaomiMiMo/MiMo-7B-RL'],
  'nova-2': ['bedrock:us.amazon.nova-2-lite-v1:0'],
  nova: ['amazon.nova-micro-v1:0', 'bedrock/amazon.nova-pro-v1:0', 'amazon.nova-premier-v1:0'],
  titan: ['amazon.titan-text-express-v1'],
  ai21: ['ai21.jamba-instruct-v1:0'],
  jamba: ['ai21.jamba-1-5-mini-v1:0'],
  'command-a': ['huggingface:CohereLabs/command-a-03-2025'],
  'command-r': ['cohere.command-r-plus-v1:0'],
  command: ['cohere.command-text-v14'],
  unknown: [
    'my-own-model',
    'acme:thing',
    'ollama:my-model',
    'azure:my-deployment',
    'scripted:scripted',
    'phil:osophy',
    '',
  ],
} satisfies Readonly<Record<string, readonly string[]>>

describe('the family of a model', () => {
  it.each(Object.entries(examples))('%s is known by its name', (family, names) => {
    for (const name of names) expect(profileOf(name).family, name).toBe(family)
  })

  it('has an example here, and each example a family', () => {
    expect(new Set(vendors.flatMap(({ rows }) => rows().map(({ family }) => family)))).toEqual(
      new Set(Object.keys(examples).filter((name) => name !== 'unknown')),
    )
  })

  it('is known for every model that is listed or priced', () => {
    const listed = Object.entries(knownModels).flatMap(([provider, models]) =>
      models.map((model) => `${provider}:${model}`),
    )
    const priced = Object.entries(prices).flatMap(([provider, table]) =>
      Object.keys(table).map((model) => `${provider}:${model}`),
    )
    const isUnknown = (name: string): boolean => profileOf(name).family === 'unknown'
    // It is whichever model OpenRouter chooses.
    expect([...listed, ...priced].filter(isUnknown)).toEqual(['openrouter:openrouter/auto'])
  })

  it('has limits in one place: prices name none', () => {
    const limited = Object.values(prices).flatMap((table) =>
      Object.values(table).filter((price) => price.window !== undefined || price.maxOutput !== undefined),
    )
    expect(limited).toEqual([])
  })

  it('does not depend on how the name is written, or on what was asked before', () => {
    const names = [
      'openai:gpt-5-mini',
      'gpt-5-mini',
      'openai/gpt-5-mini',
      'openai.responses:gpt-5-mini',
      'OPENAI:GPT-5-MINI',
    ]
    for (const name of names.slice(0, 4)) expect(profileOf(name)).toEqual(profileOf('openai:gpt-5-mini'))
    for (let number = 0; number < 2500; number += 1) profileOf(`acme:model-${number}`)
    expect(profileOf('gpt-5-mini')).toEqual(profileOf('openai:gpt-5-mini'))
    expect(profileOf('gpt-5-mini')).toBe(profileOf('gpt-5-mini'))
  })
})

describe('the limits of a model', () => {
  it.each([
    ['gpt-4', 8192, 8192],
    ['gpt-4.1', 1_047_576, 32_768],
    ['gpt-5.4', 1_050_000, 128_000],
    ['gpt-5.4-mini', 400_000, 128_000],
    ['openai:gpt-5-pro', 400_000, 272_000],
    ['azure:prod-gpt-4o-mini', 128_000, 16_384],
    ['anthropic:claude-sonnet-4-5', 200_000, 64_000],
    ['claude-sonnet-4-6', 1_000_000, 128_000],
    ['bedrock:us.anthropic.claude-opus-4-1-20250805-v1:0', 200_000, 32_000],
    ['gemini-1.5-pro', 2_097_152, 8192],
    ['grok-4.5', 500_000, undefined],
    ['amazon.nova-lite-v1:0', 300_000, undefined],
    ['groq:qwen/qwen3-32b', 131_072, 40_960],
    ['huggingface:meta-llama/Llama-3.1-8B-Instruct', 131_072, undefined],
    // Whoever runs the server chooses the window of open weights; a gateway hands on the vendor's own.
    ['ollama:llama3.1', undefined, undefined],
    ['vllm:zai-org/GLM-4.6', undefined, undefined],
    ['openai-compatible:gpt-oss-20b', undefined, undefined],
    ['openai-compatible:gpt-4o', 128_000, 16_384],
    ['grok-latest', undefined, undefined],
  ])('%s has a window of %s and writes %s at once', (name, window, maxOutput) => {
    const profile = profileOf(name)
    expect([profile.window, profile.maxOutput]).toEqual([window, maxOutput])
  })
})

describe('the abilities of a model', () => {
  it.each([
    ['openai:gpt-4o', 'tools forced schema:true strict'],
    ['gpt-4-turbo', 'tools forced schema:false'],
    ['gpt-5-chat-latest', 'schema:false'],
    ['claude-sonnet-4-5', 'tools forced schema:true strict'],
    ['claude-opus-5-5', 'tools schema:true strict'],
    ['bedrock:us.anthropic.claude-opus-5-5', 'tools schema:false'],
    ['bedrock:anthropic.claude-sonnet-4-5', 'tools forced schema:false'],
    ['bedrock:mistral.mixtral-8x7b-instruct-v0:1', 'schema:false'],
    ['bedrock:us.deepseek.r1-v1:0', 'schema:false'],
    ['gemini-2.5-pro', 'tools forced schema:alone strict'],
    ['gemini-3-pro', 'tools forced schema:true strict'],
    ['deepseek:deepseek-v4-pro', 'tools schema:false'],
    ['groq:openai/gpt-oss-120b', 'tools schema:alone strict'],
    ['groq:meta-llama/llama-4-scout-17b-16e-instruct', 'tools forced schema:alone'],
    ['groq:llama-3.3-70b-versatile', 'tools forced schema:false'],
    ['groq:something-new', 'tools forced schema:false'],
    ['ollama:llama3.1', 'tools forced schema:alone strict'],
    ['vllm:Qwen/Qwen3-8B', 'tools forced schema:alone strict'],
    ['vllm:gpt-4o', 'tools forced schema:alone strict'],
    ['openai-compatible:any', 'tools forced schema:alone strict'],
    ['huggingface:any/model', 'tools forced schema:alone strict'],
    ['ollama:gemma2', 'schema:false'],
    ['ollama:llama3:8b', 'schema:false'],
    ['openrouter:openrouter/auto', 'tools forced schema:true strict'],
    ['my-own:model', 'tools forced schema:true strict'],
  ])('%s: %s', (name, abilities) => {
    const { tools, forcedTools, schema, strict } = profileOf(name).abilities
    const words = [
      tools ? 'tools' : '',
      forcedTools ? 'forced' : '',
      `schema:${String(schema)}`,
      strict ? 'strict' : '',
    ]
    expect(words.filter((word) => word !== '').join(' ')).toBe(abilities)
  })
})

describe('the parameters of a model', () => {
  it.each([
    ['openai:o3', true, 'max_completion_tokens'],
    ['azure:my-o4-mini', true, 'max_completion_tokens'],
    ['azure:GPT5_mini', true, 'max_completion_tokens'],
    ['azure:my-deployment', false, 'max_tokens'],
    ['gpt-5-chat-latest', false, 'max_completion_tokens'],
    ['gpt-5.4', true, 'max_completion_tokens'],
    ['gpt-9', true, 'max_completion_tokens'],
    ['gpt-4o', false, 'max_tokens'],
    ['groq:openai/gpt-oss-20b', false, 'max_tokens'],
    ['claude-opus-4-7', true, 'max_tokens'],
    ['claude-opus-4-6', false, 'max_tokens'],
  ])('%s has fixed sampling: %s, and its limit is %s', (name, fixedSampling, outputLimitName) => {
    expect(profileOf(name)).toMatchObject({ fixedSampling, outputLimitName })
  })
})

describe('the thoughts of a model', () => {
  it.each([
    ['gpt-4o', 'none', 'none'],
    ['gpt-5', 'always', 'none'],
    ['gpt-5.2', 'optional', 'none'],
    ['claude-sonnet-4-5', 'optional', 'none'],
    ['grok-4-fast-non-reasoning', 'none', 'none'],
    ['vllm:qwen3', 'optional', 'opened'],
    ['vllm:Qwen/Qwen3-235B-A22B-Thinking-2507', 'always', 'opened'],
    ['vllm:Qwen/Qwen3-30B-A3B-Instruct-2507', 'none', 'none'],
    ['groq:qwen/qwen3-32b', 'optional', 'opened'],
    ['ollama:deepseek-r1:8b', 'always', 'opened'],
    ['vllm:Qwen/QwQ-32B', 'always', 'opened'],
    ['vllm:zai-org/GLM-4.5', 'optional', 'written'],
    ['vllm:MiniMaxAI/MiniMax-M2', 'always', 'opened'],
    ['ollama:magistral', 'always', 'written'],
    ['mistral:magistral-medium-latest', 'always', 'none'],
    ['deepseek:deepseek-reasoner', 'always', 'none'],
    ['groq:openai/gpt-oss-20b', 'always', 'none'],
  ])('%s thinks: %s, with tags: %s', (name, reasoning, thinkTags) => {
    expect(profileOf(name)).toMatchObject({ reasoning, thinkTags })
  })
})

describe('the time limits of a model', () => {
  const minutes = (firstByte: number, idle: number, answer: number) => ({
    firstByteMs: firstByte * 60_000,
    idleMs: idle * 60_000,
    answerMs: answer * 60_000,
  })

  it.each([
    ['gpt-4o', {}],
    ['claude-3-5-haiku-latest', {}],
    ['groq:llama-3.3-70b-versatile', {}],
    ['my-own:model', {}],
    ['openai:my-model', {}],
    ['gpt-5.2', minutes(10, 10, 30)],
    ['anthropic:claude-sonnet-4-5', minutes(10, 10, 30)],
    ['openrouter:anthropic/claude-sonnet-4.5', minutes(10, 10, 30)],
    // Any model may stand behind a name of one's own.
    ['azure:my-deployment', minutes(10, 10, 30)],
    ['openai-compatible:m', minutes(10, 10, 30)],
    ['o3-deep-research', minutes(60, 60, 60)],
    ['gpt-5.5-pro', minutes(60, 60, 60)],
    // A server of one's own loads the model first.
    ['ollama:llama3.1', minutes(10, 5, 30)],
    ['vllm:meta-llama/Llama-3.1-8B', minutes(10, 5, 30)],
  ])('%s', (name, timeouts) => {
    expect(profileOf(name).timeouts).toEqual(timeouts)
  })
})

describe('what a model takes beside text', () => {
  it.each([
    // What its family is known for.
    ['openai:gpt-4o', 'image pdf'],
    ['openai:gpt-4-turbo', 'image pdf'],
    ['openai:gpt-4-0125-preview', ''],
    ['openai:gpt-3.5-turbo', ''],
    ['openai:o3-mini', ''],
    ['openai:o3', 'image pdf'],
    ['anthropic:claude-sonnet-4-6', 'image pdf'],
    ['google:gemini-2.5-pro', 'image pdf audio video'],
    ['ollama:llama3.1:8b', ''],
    ['ollama:llama4', 'image'],
    ['xai:grok-3', ''],
    // A name that says that a model sees or hears decides more.
    ['openai:gpt-4o-audio-preview', 'image pdf audio video'],
    ['ollama:llama3.2-vision', 'image audio'],
    ['ollama:qwen2.5vl:7b', 'image audio'],
    ['groq:llama-3.2-90b-text-preview', 'image'],
    ['vllm:Qwen/Qwen3-VL-8B-Instruct', 'image audio video'],
    // What the provider's wire cannot carry.
    ['anthropic:some-model', 'image pdf'],
    ['groq:meta-llama/llama-4-scout-17b-16e-instruct', 'image'],
    ['deepseek:deepseek-flash', 'image'],
    ['vllm:mine', 'image audio video'],
    // Documents that the provider reads.
    ['openrouter:meta-llama/llama-3.3-70b-instruct', 'pdf'],
    ['openrouter:openai/gpt-3.5-turbo', 'pdf'],
    ['mistral:codestral-latest', 'pdf'],
    ['bedrock:meta.llama3-1-8b-instruct-v1:0', 'pdf'],
    ['bedrock:amazon.nova-micro-v1:0', ''],
    ['bedrock:amazon.nova-lite-v1:0', 'image pdf video'],
    // Nobody knows the model behind it.
    ['azure:gpt-35-turbo', 'image pdf audio'],
    ['openai:mine', 'image pdf audio video'],
    ['nobody:knows', 'image pdf audio video'],
    ['offline:demo', 'image pdf audio video'],
  ])('%s: %s', (name, kinds) => {
    expect(profileOf(name).input.join(' ')).toBe(kinds)
  })
})
