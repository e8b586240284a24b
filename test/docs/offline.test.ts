import { readFileSync } from 'node:fs'
import { load } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import type { JSONSchema7 } from '@ai-sdk/provider'
import type { LanguageModelV4CallOptions, LanguageModelV4Prompt } from '../../src/models/model.ts'
import { offlineModel, type OfflineModelOptions } from '../../src/models/offline/offline-model.ts'
import type { JsonValue } from '../../src/util/json/json.ts'

/** One example of docs/offline.md. */
interface Example {
  readonly instructions?: string
  readonly input: string
  readonly schema?: JSONSchema7
  readonly tools?: readonly {
    readonly name: string
    readonly description: string
    readonly input_schema: JSONSchema7
  }[]
  readonly answered?: { readonly tool: string; readonly result: JsonValue }
  readonly replies?: NonNullable<OfflineModelOptions['replies']>
  readonly output?: JsonValue
  readonly calls?: { readonly tool: string; readonly input: JsonValue }
}

const page = readFileSync(new URL('../../docs/offline.md', import.meta.url), 'utf8')
const examples = [...page.matchAll(/^```yaml example\n([\s\S]*?)^```$/gm)].map(([, text = '']) => load(text) as Example)

function promptOf({ instructions, input, answered }: Example): LanguageModelV4Prompt {
  const prompt: LanguageModelV4Prompt = [{ role: 'user', content: [{ type: 'text', text: input }] }]
  if (instructions !== undefined) prompt.unshift({ role: 'system', content: instructions })
  if (answered === undefined) return prompt
  const { tool, result } = answered
  return [
    ...prompt,
    { role: 'assistant', content: [{ type: 'tool-call', toolCallId: 'call-1', toolName: tool, input: {} }] },
    {
      role: 'tool',
      // The contract's JSON type is mutable in its declaration only.
      content: [
        { type: 'tool-result', toolCallId: 'call-1', toolName: tool, output: { type: 'json', value: result as never } },
      ],
    },
  ]
}

function callOf(example: Example): LanguageModelV4CallOptions {
  const { schema, tools } = example
  return {
    prompt: promptOf(example),
    ...(schema === undefined ? {} : { responseFormat: { type: 'json', schema } }),
    ...(tools === undefined
      ? {}
      : { tools: tools.map(({ input_schema: inputSchema, ...tool }) => ({ type: 'function', inputSchema, ...tool })) }),
  }
}

describe('docs/offline.md', () => {
  it('has examples of all behaviours', () => {
    expect(examples.length).toBeGreaterThanOrEqual(8)
  })

  it.each(examples.map((example) => [example.input.slice(0, 60).trim(), example] as const))(
    'tells the truth about: %s',
    async (_name, example) => {
      const model = offlineModel(example.replies === undefined ? {} : { replies: example.replies })
      const [part] = (await model.doGenerate(callOf(example))).content
      if (part?.type === 'tool-call')
        expect({ tool: part.toolName, input: JSON.parse(part.input) as unknown }).toEqual(example.calls)
      else {
        const text = part?.type === 'text' ? part.text : ''
        expect(typeof example.output === 'string' ? text : (JSON.parse(text) as unknown)).toEqual(example.output)
      }
    },
  )
})
