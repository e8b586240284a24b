/** Programs that compile, by what they show. They begin with what `prelude.ts` exports. */
export const rightPrograms: Readonly<Record<string, string>> = {
  'two tools with contexts of their own': `
const both = defineAgent({ name: 'both', model: 'openai:gpt-4o', tools: [lookup, send] })
await both.run('x', { context: { ...services, ...mail } })`,
  'an input with a default': `
await defineAgent({ name: 'a', model: 'openai:gpt-4o', input: z.object({ days: z.number().default(1) }) }).run({})`,
  'options of a provider': `
defineAgent({ name: 'a', model: 'openai:gpt-4o', settings: { providerOptions: { openai: { reasoningEffort: 'low' } } } })`,
  'a list of any tools': `
const tools: AnyTool[] = [lookup, send]
await defineAgent({ name: 'a', model: 'openai:gpt-4o', tools }).run('x')
await defineAgent({ name: 'a', model: 'openai:gpt-4o', tools }).run('x', { context: services })`,
  'a list of any agents': `
const agents: AnyAgent[] = [plain, clerk]
const team = await createRuntime({ agents })
await team.call('clerk', 'x', { context: services })
await defineAgent({ name: 'a', model: 'openai:gpt-4o', tools: agents.map((agent) => agentTool(agent)) }).run('x')`,
  'agents of one context in a list': `
const agents: Agent<string, UserInput, string, Services>[] = [plain, clerk]
for (const agent of agents) await agent.run('x', { context: services })`,
  'an agent offered as a tool, with its context and its name': `
const tool = agentTool(clerk)
const name: 'clerk' = tool.name
const other: 'ask' = agentTool(clerk, { name: 'ask' }).name
await defineAgent({ name: 'a', model: 'openai:gpt-4o', tools: [tool] }).run(name + other, { context: services })`,
  'instructions that see the context of the tools': `
const agent = defineAgent({ name: 'a', model: 'openai:gpt-4o', tools: [lookup], instructions: ({ context }) => context.db.query('x') })
await agent.run('x', { context: services })`,
  'instructions that ask for more': `
const agent = defineAgent({ name: 'a', model: 'openai:gpt-4o', tools: [lookup], instructions: ({ context }: { context: Mail }) => String(context.mail) })
await agent.run('x', { context: { ...services, ...mail } })`,
  'tools that a function chooses': `
const agent = defineAgent({ name: 'a', model: 'openai:gpt-4o', tools: ({ input }) => (input === 'x' ? [lookup] : []) })
await agent.run('x', { context: services })`,
  'models that a function chooses': `
const agent = defineAgent({ name: 'a', model: ({ context }: { context: Mail }) => (context.mail ? 'openai:gpt-4o' : 'anthropic:claude-sonnet-4-6') })
await agent.run('x', { context: mail })`,
  'names of models, also those of resolvers': `
const acme: string = 'acme:large'
for (const model of [acme, process.env['MODEL'] ?? 'openai:gpt-4o']) defineAgent({ name: 'a', model })
defineAgent({ name: 'a', model: 'gpt-4-turbo' })
defineAgent({ name: 'a', model: 'claude-sonnet-4-6' })
defineAgent({ name: 'a', model: 'openai/gpt-4o' })
defineAgent({ name: 'a', model: 'meta-llama/Llama-3.1-8B-Instruct' })
defineAgent({ name: 'a', model: 'amazon.nova-micro-v1:0' })
defineAgent({ name: 'a', model: 'us.anthropic.claude-sonnet-4-6-v1:0' })
defineAgent({ name: 'a', model: 'ollama/llama3.1:8b' })
defineAgent({ name: 'a', model: 'ft:gpt-4o:acme::1' })
defineAgent({ name: 'a', model: 'offline:echo' })
defineAgent({ name: 'a', model: 'openrouter:openai/gpt-oss:free' })`,
  'steps, branches and calls with a context': `
const outer = defineCustomAgent({
  name: 'outer',
  execute: async (_text, context: AgentContext<Services & Mail>) => {
    await context.step('s', (step) => step.context.mail.send('x'))
    await context.branch('b').call(clerk, 'x')
    return context.call(typed, { question: 'x' })
  },
})
const { output } = await outer.run('x', { context: { ...services, ...mail } })
const risk: 'low' | 'high' = output.risk
console.log(risk)`,
  'options that are undefined': `
const signal: AbortSignal | undefined = undefined
const timeoutMs: number | undefined = undefined
await plain.run('x', { signal, timeoutMs, context: undefined })
defineAgent({ name: 'a', model: 'openai:gpt-4o', instructions: undefined, tools: undefined, output: undefined, settings: undefined, toolTimeoutMs: timeoutMs })
defineTool({ name: 't', description: 'd', input: z.object({}), effect: undefined, timeoutMs, execute: () => 1 })
await runtime.call('plain', 'x', { signal, timeoutMs })
await createRuntime({ agents: [{ agent: plain, inputs: undefined, concurrency: timeoutMs }], drainTimeoutMs: timeoutMs })`,
  'tapes with a context': `
await recordTape(clerk, 'x', { context: services })
await recordTape(plain, 'x', { file: 'x.jsonl' })
await replayTape(clerk, 'x.jsonl', 'x')`,
  'channels that are meant': `
await createRuntime({ agents: [{ agent: plain, inputs: [{ channel: 'plan' }, 'typed'], outputs: ['out'] }, typed] })`,
  'a runtime that any code takes': `
const serve = (any: Runtime): readonly string[] => any.agents
console.log(serve(runtime))`,
  'a helper for agents of any context': `
function named<Name extends string, Context>(agent: Agent<Name, UserInput, string, Context>): AnyAgent {
  return agent
}
await createRuntime({ agents: [named(clerk), named(plain)] })`,
  'the types of calls': `
const { output } = await runtime.call('typed', { question: 'x' })
const risk: 'low' | 'high' = output.risk
const { results } = await runtime.callParallel(['plain', 'clerk'], risk, { context: services })
console.log(results.plain?.output.length)`,
  'agents that are defined in a list': `
await createRuntime({ agents: ['a', 'b'].map((name) => defineAgent({ name, model: 'openai:gpt-4o' })) })`,
}
