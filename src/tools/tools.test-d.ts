import { anthropic } from '@ai-sdk/anthropic'
import { openai } from '@ai-sdk/openai'
import { expectTypeOf, it } from 'vitest'
import * as z from 'zod'
import { defineAgent } from '../agents/define-agent.ts'
import { defineTool } from './define-tool.ts'
import { providerTool } from './provider-tool.ts'
import { toolContent, type ToolContent } from './tool-content.ts'

interface Database {
  readonly query: (text: string) => string
}

const lookup = defineTool({
  name: 'lookup',
  description: 'd',
  input: z.object({ text: z.string() }),
  execute: ({ text }, { context }: { context: Database }) => context.query(text),
})

it('takes tools of the provider beside those that need a context, which is still asked for', () => {
  const tools = [
    lookup,
    providerTool({ id: 'openai.web_search' }),
    openai.tools.fileSearch({ vectorStoreIds: ['v'] }),
  ] as const
  const agent = defineAgent({
    name: 'a',
    model: 'openai:gpt-4o',
    tools: [...tools, anthropic.tools.webSearch_20250305({})],
  })
  expectTypeOf<Parameters<typeof agent.run>[1]['context']>().toEqualTypeOf<Database>()
  // @ts-expect-error the tools need a database
  void (() => agent.run('x'))
  void (() => agent.run('x', { context: { query: (text) => text } }))
})

it('names a tool of the provider by its id, which has two parts', () => {
  expectTypeOf(providerTool({ id: 'openai.web_search', name: 'search' }).name).toEqualTypeOf<'search'>()
  // @ts-expect-error there is no provider in it
  void (() => providerTool({ id: 'web_search' }))
})

it('knows what content is made of', () => {
  expectTypeOf(toolContent([{ type: 'text', text: 'a' }])).toEqualTypeOf<ToolContent>()
  toolContent([{ type: 'file', mediaType: 'image/png', data: new Uint8Array() }])
  // @ts-expect-error a file has a media type
  void (() => toolContent([{ type: 'file', data: 'aGk=' }]))
  // @ts-expect-error there is no such part
  void (() => toolContent([{ type: 'image', data: 'aGk=' }]))
})
