import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { anthropicMessages } from '../../../test/support/servers/anthropic-messages.ts'
import { startFakeProvider } from '../../../test/support/servers/fake-provider.ts'
import { createModelResolver } from '../../models/resolve-model.ts'
import { scriptedModel } from '../../testing/scripted-model.ts'
import { defineTool } from '../../tools/define-tool.ts'
import { defineAgent } from '../../agents/define-agent.ts'

const tool = (name: string) =>
  defineTool({ name, description: name, input: z.object({ n: z.number() }), effect: 'none', execute: ({ n }) => n })
const tools = [tool('second'), tool('first')]
const ephemeral = { type: 'ephemeral' }

describe('the beginning of a prompt', () => {
  it('is the same, byte for byte, in every turn, so that a cache can serve it', async () => {
    const model = scriptedModel([
      ...[1, 2, 3].map((n) => ({ toolCalls: [{ toolName: 'first', input: { n } }] })),
      'done',
    ])
    await defineAgent({ name: 'a', model, instructions: 'Count.', tools }).run('go')
    const texts = model.calls.map(({ options }) => JSON.stringify(options.prompt).slice(0, -1))
    expect(texts).toHaveLength(4)
    expect(texts.slice(1).every((text, index) => text.startsWith(texts[index] ?? 'none'))).toBe(true)
    expect(new Set(model.calls.map(({ options }) => JSON.stringify(options.tools))).size).toBe(1)
    expect(model.calls[0]?.options.tools?.map((each) => each.name)).toEqual(['second', 'first'])
  })

  it('is marked for the cache of Anthropic, after the tools, the instructions and the last message', async () => {
    await using server = await startFakeProvider([anthropicMessages], (_request, number) =>
      number === 0
        ? { type: 'answer', toolCalls: [{ toolName: 'first', input: { n: 1 } }] }
        : { type: 'answer', text: 'done' },
    )
    const resolveModel = createModelResolver({
      environment: {},
      overrides: { anthropic: { apiKey: 'secret-key-1', baseUrl: `${server.url}/v1` } },
    })
    await defineAgent({ name: 'a', model: 'anthropic:claude-sonnet-4-5', instructions: 'Count.', tools }).run('go', {
      resolveModel,
    })
    for (const { body } of server.requests) {
      const {
        system,
        tools: sent,
        messages,
      } = body as unknown as { system: object[]; tools: object[]; messages: { content: object[] }[] }
      expect(system.map((part) => 'cache_control' in part)).toEqual([true])
      expect(sent.map((part) => ('cache_control' in part ? part.cache_control : undefined))).toEqual([
        undefined,
        ephemeral,
      ])
      const marks = messages.flatMap(({ content }) => content.map((part) => 'cache_control' in part))
      expect(marks.at(-1)).toBe(true)
      expect(marks.filter(Boolean)).toHaveLength(1)
    }
  })

  it('leaves requests for other providers as they are', async () => {
    const model = scriptedModel(['done'])
    await defineAgent({ name: 'a', model, instructions: 'Count.', tools }).run('go')
    expect(JSON.stringify(model.calls[0]?.options)).not.toContain('providerOptions')
  })
})
