import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4GenerateResult } from '@ai-sdk/provider'
import { answer, tool, type Script } from './subject.ts'

const usage: LanguageModelV4GenerateResult['usage'] = {
  inputTokens: { total: 10, noCache: 10, cacheRead: undefined, cacheWrite: undefined },
  outputTokens: { total: 5, text: 5, reasoning: undefined },
}

/** The instant model for libraries that take an AI SDK model: aixgo, the AI SDK itself and Mastra. */
export function instantLanguageModel(script: Script): LanguageModelV4 {
  return {
    specificationVersion: 'v4',
    provider: 'bench',
    modelId: 'instant',
    supportedUrls: {},
    async doGenerate(options) {
      const next = script.next({ toolsOffered: options.tools?.length ?? 0, afterTool: endsWithToolResult(options) })
      if (script.gate !== undefined) await script.gate
      return next === 'tool' ? toolCall() : text()
    },
    doStream() {
      throw new Error('The bench does not stream.')
    },
  }
}

function endsWithToolResult({ prompt }: LanguageModelV4CallOptions): boolean {
  const last = prompt.at(-1)
  if (last?.role !== 'tool') return false
  const [part] = last.content
  if (
    part?.type !== 'tool-result' ||
    part.toolName !== tool.name ||
    part.output.type !== 'text' ||
    part.output.value !== tool.result
  ) {
    throw new Error(`The model got another tool result than the tool gave: ${JSON.stringify(part)}`)
  }
  return true
}

function text(): LanguageModelV4GenerateResult {
  return {
    content: [{ type: 'text', text: answer }],
    finishReason: { unified: 'stop', raw: 'stop' },
    usage,
    warnings: [],
  }
}

function toolCall(): LanguageModelV4GenerateResult {
  return {
    content: [{ type: 'tool-call', toolCallId: 'call-1', toolName: tool.name, input: `{"city":"${tool.city}"}` }],
    finishReason: { unified: 'tool-calls', raw: 'tool_calls' },
    usage,
    warnings: [],
  }
}
