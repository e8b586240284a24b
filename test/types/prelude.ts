// What the programs of this folder begin with.
import { createRuntime, defineAgent, defineTool, type AgentContext, type ToolContext } from 'aixgo'
import * as z from 'zod'

export * from 'aixgo'
export * from 'aixgo/tapes'
export { fileStore } from 'aixgo/runs/file'
export * as z from 'zod'

export interface Services {
  readonly db: { readonly query: (text: string) => Promise<string> }
}

export interface Mail {
  readonly mail: { readonly send: (text: string) => void }
}

export const plain = defineAgent({ name: 'plain', model: 'openai:gpt-4o' })

export const typed = defineAgent({
  name: 'typed',
  model: 'openai:gpt-4o',
  input: z.object({ question: z.string() }),
  output: z.object({ risk: z.enum(['low', 'high']) }),
})

export const lookup = defineTool({
  name: 'lookup',
  description: 'd',
  input: z.object({ id: z.string() }),
  effect: 'none',
  execute: ({ id }, { context }: ToolContext<Services>) => context.db.query(id),
})

export const send = defineTool({
  name: 'send',
  description: 'd',
  input: z.object({ text: z.string() }),
  execute: ({ text }, { context }: ToolContext<Mail>) => context.mail.send(text),
})

export const clerk = defineAgent({ name: 'clerk', model: 'openai:gpt-4o', tools: [lookup] })

export const runtime = await createRuntime({ agents: [plain, typed, clerk], start: false })

export declare const services: Services
export declare const mail: Mail
export declare const own: AgentContext
