import type { LanguageModelV4CallOptions } from '../../model.ts'
import type { ModelProfile } from '../../profiles/profile.ts'
import type { LooseSetting, Refused } from '../refused-settings.ts'
import type { EffortFields, ReasoningEffort, ServerTraits } from '../server-traits.ts'
import { convertPrompt } from './convert-prompt.ts'
import { convertToolChoice, convertTools } from './convert-tools.ts'
import { outputFormat } from './output-format.ts'
import { ownSettings, type OwnSettings } from './own-settings.ts'
import type { PromptContext } from './prompt-context.ts'
import { RequestRemarks } from './request-remarks.ts'
import type { Strictness } from './strictness.ts'

type Body = Record<string, unknown>

/** Who is asked. */
export interface RequestSubject {
  readonly provider: string
  readonly modelId: string
  readonly profile: ModelProfile
  readonly traits: ServerTraits
  readonly strictness: Strictness
  /** The keys under which settings for the provider may stand. */
  readonly keys: readonly string[]
  readonly refuse: PromptContext['refuse']
}

/** What a call sends, and what is to be said of it. */
export interface ChatRequest {
  readonly body: Readonly<Body>
  readonly remarks: RequestRemarks
}

/** Puts a call in a server's terms. `refused` is what the server does not take of what is usual. */
export function buildRequest(
  options: LanguageModelV4CallOptions,
  subject: RequestSubject,
  { stream, refused }: { readonly stream: boolean; readonly refused: Refused },
): ChatRequest {
  const { provider, traits, strictness, modelId, keys } = subject
  const remarks = new RequestRemarks()
  const own = ownSettings(options.providerOptions, provider, keys)
  const body: Body = { model: modelId }
  addSettings(body, options, { subject, refused, remarks })
  const format = outputFormat(options.responseFormat, own.strictSchema, { traits, strictness, remarks })
  if (format !== undefined) body['response_format'] = format
  Object.assign(body, traits.fields, own.fields)
  // Servers refuse a limit under both of its names.
  if ('max_completion_tokens' in own.fields) delete body['max_tokens']
  addReasoning(body, options, { subject, remarks })
  if (isSamplingFixed(body, subject) || refused.sampling) removeSampling(body, remarks)
  for (const name of refused.settings) removeSetting(body, name, remarks)
  body['messages'] = convertPrompt(options.prompt, promptContext(subject, own, refused))
  const tools = convertTools(options.tools, { traits, strictness, remarks })
  if (tools !== undefined && tools.length > 0) {
    body['tools'] = tools
    const choice = convertToolChoice(options.toolChoice)
    if (choice !== undefined) body['tool_choice'] = choice
  }
  if (stream) {
    body['stream'] = true
    if (traits.asksForUsage !== false && !refused.streamOptions) body['stream_options'] = { include_usage: true }
  }
  return { body, remarks }
}

interface Surroundings {
  readonly subject: RequestSubject
  readonly remarks: RequestRemarks
}

function addSettings(
  body: Body,
  options: LanguageModelV4CallOptions,
  { subject, refused, remarks }: Surroundings & { readonly refused: Refused },
): void {
  const { profile, traits } = subject
  const { maxOutputTokens, temperature, topP, topK, frequencyPenalty, presencePenalty, stopSequences, seed } = options
  if (maxOutputTokens !== undefined) body[refused.limitName ?? profile.outputLimitName] = maxOutputTokens
  if (temperature !== undefined) body['temperature'] = temperature
  if (topP !== undefined) body['top_p'] = topP
  if (frequencyPenalty !== undefined) body['frequency_penalty'] = frequencyPenalty
  if (presencePenalty !== undefined) body['presence_penalty'] = presencePenalty
  if (stopSequences !== undefined && stopSequences.length > 0) body['stop'] = stopSequences
  if (seed !== undefined) body[traits.seedName ?? 'seed'] = seed
  if (topK === undefined) return
  if (traits.topK === true) body['top_k'] = topK
  else remarks.unsupported('topK')
}

// What asks for reasoning, whoever wrote it.
const reasoningFields = ['reasoning_effort', 'reasoning', 'thinking'] as const

function addReasoning(body: Body, options: LanguageModelV4CallOptions, { subject, remarks }: Surroundings): void {
  // The provider's own words say more.
  if (reasoningFields.some((name) => name in body)) return
  const { traits, modelId } = subject
  const wished = options.reasoning === 'provider-default' ? undefined : options.reasoning
  if (options.tools !== undefined && traits.reasonsWithTools?.(modelId) === false) {
    body['reasoning_effort'] = 'none'
    if (wished !== undefined && wished !== 'none')
      remarks.compatibility('reasoning', 'This model takes no tools while it reasons, so it is asked not to.')
  } else if (wished !== undefined) addEffort(body, wished, { subject, remarks })
}

function addEffort(body: Body, wished: ReasoningEffort, { subject, remarks }: Surroundings): void {
  const { traits, modelId } = subject
  const { reasoning = asWished } = traits
  const found = reasoning(wished, modelId)
  if (found === undefined) return remarks.unsupported('reasoning', `"${wished}" cannot be asked of this model.`)
  Object.assign(body, found.fields)
  if (found.sent !== undefined && found.sent !== wished)
    remarks.compatibility('reasoning', `"${wished}" is not known here; "${found.sent}" is asked for.`)
}

function asWished(effort: ReasoningEffort): EffortFields {
  return { fields: { reasoning_effort: effort } }
}

/** Models of OpenAI that reason choose their tokens themselves, unless they are told not to reason. */
function isSamplingFixed(body: Body, { profile }: RequestSubject): boolean {
  return profile.fixedSampling && body['reasoning_effort'] !== 'none'
}

const samplingFields = [
  ['temperature', 'temperature'],
  ['top_p', 'topP'],
  ['frequency_penalty', 'frequencyPenalty'],
  ['presence_penalty', 'presencePenalty'],
  ['logit_bias', 'logitBias'],
  ['logprobs', 'logprobs'],
  ['top_logprobs', 'topLogprobs'],
] as const

function removeSampling(body: Body, remarks: RequestRemarks): void {
  for (const [field, setting] of samplingFields) {
    if (body[field] === undefined) continue
    delete body[field]
    remarks.unsupported(setting, 'The model chooses its tokens itself and takes no such setting.')
  }
}

const looseNames = { stop: 'stopSequences', seed: 'seed', parallel_tool_calls: 'parallelToolCalls' } as const

function removeSetting(body: Body, name: LooseSetting, remarks: RequestRemarks): void {
  if (body[name] === undefined) return
  delete body[name]
  remarks.unsupported(looseNames[name], 'The model does not take it.')
}

function promptContext(subject: RequestSubject, own: OwnSettings, refused: Refused): PromptContext {
  const { provider, modelId, traits, keys, refuse } = subject
  return {
    provider,
    modelId,
    traits,
    keys,
    refuse,
    // The first two models that reasoned take no instructions but those of the user.
    systemRole: own.systemRole ?? (/(^|\/)o1-(mini|preview)/.test(modelId) ? 'user' : 'system'),
    sendsReasoning: !refused.reasoning,
    fillsReasoning: refused.missingReasoning,
    bridgesResults: refused.userAfterResult || traits.bridgesResults === true,
  }
}
