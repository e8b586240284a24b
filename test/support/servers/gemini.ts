import type { ScenarioAnswer } from '../../../src/testing/model-scenario.ts'
import { usageOf, words, type WireEvent, type WireFormat } from './wire-format.ts'

const statuses: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
}

/** Google's Gemini API, and the same on Vertex AI: `generateContent` and `streamGenerateContent?alt=sse`. */
export const gemini: WireFormat = {
  serves: ({ method, path }) =>
    method === 'POST' &&
    /^\/v1(beta|beta1|)\/([\w/-]+\/)?models\/[^/]+:(generateContent|streamGenerateContent)$/.test(path),
  streams: ({ path }) => path.endsWith(':streamGenerateContent'),
  body: (answer, { path }) => generateContent(answer, modelOf(path)),
  events: (answer, { path }) => events(answer, modelOf(path)),
  error: (status, message) => ({ error: { code: status, message, status: statuses[status] ?? 'UNKNOWN' } }),
}

interface Part {
  readonly text?: string
  readonly functionCall?: { readonly name: string; readonly args: unknown }
}

function generateContent(answer: ScenarioAnswer, model: string): unknown {
  return {
    ...candidate([...textParts(answer), ...callParts(answer)], finishReason(answer)),
    usageMetadata: usage(answer),
    ...origin(model),
  }
}

function events(answer: ScenarioAnswer, model: string): readonly WireEvent[] {
  const pieces = [...words(answer.text ?? '').map((text) => [{ text }]), ...callParts(answer).map((part) => [part])]
  const last = pieces.length - 1
  return pieces.map((parts, index) => ({
    data: {
      ...candidate(parts, index === last ? finishReason(answer) : undefined),
      ...(index === last ? { usageMetadata: usage(answer) } : {}),
      ...origin(model),
    },
  }))
}

function candidate(parts: readonly Part[], finish: string | undefined): object {
  return {
    candidates: [
      { content: { role: 'model', parts }, index: 0, ...(finish === undefined ? {} : { finishReason: finish }) },
    ],
  }
}

function textParts({ text }: ScenarioAnswer): readonly Part[] {
  return text === undefined ? [] : [{ text }]
}

function callParts({ toolCalls = [] }: ScenarioAnswer): readonly Part[] {
  return toolCalls.map(({ toolName, input }) => ({ functionCall: { name: toolName, args: input } }))
}

function finishReason({ finishReason: reason }: ScenarioAnswer): string {
  return reason === 'length' ? 'MAX_TOKENS' : reason === 'content-filter' ? 'SAFETY' : 'STOP'
}

function usage(answer: ScenarioAnswer): unknown {
  const { input, output, cached } = usageOf(answer)
  return {
    promptTokenCount: input,
    candidatesTokenCount: output,
    totalTokenCount: input + output,
    ...(cached === 0 ? {} : { cachedContentTokenCount: cached }),
  }
}

function origin(model: string): { readonly modelVersion: string; readonly responseId: string } {
  return { modelVersion: model, responseId: 'resp-1' }
}

function modelOf(path: string): string {
  return /models\/([^/:]+):/.exec(path)?.[1] ?? ''
}
