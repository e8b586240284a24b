/**
 * Programs that do not compile, by what is wrong with them: the code, and what the first line of the compiler's message must
 * say. They begin with what `prelude.ts` exports.
 */
export const wrongPrograms: Readonly<Record<string, readonly [code: string, says: RegExp]>> = {
  // Agents
  'a model that is a number': [
    `defineAgent({ name: 'a', model: 123 })`,
    /'number' is not assignable to .*ModelReference/,
  ],
  'an agent without a model': [`defineAgent({ name: 'a' })`, /not assignable to .*AgentOptions<"a"/],
  'a name that is a number': [
    `defineAgent({ name: 5, model: 'openai:gpt-4o' })`,
    /'number' is not assignable to type 'string'/,
  ],
  'a misspelt option': [
    `defineAgent({ name: 'a', model: 'openai:gpt-4o', instrutions: 'x' })`,
    /'instrutions' .*Did you mean to write 'instructions'/,
  ],
  'a misspelt description': [
    `defineAgent({ name: 'a', model: 'openai:gpt-4o', descripton: 'x' })`,
    /Did you mean to write 'description'/,
  ],
  'an option that nobody knows': [
    `defineAgent({ name: 'a', model: 'openai:gpt-4o', colour: 'x' })`,
    /'colour' does not exist in type .*AgentOptions/,
  ],
  'instructions that are a list': [
    `defineAgent({ name: 'a', model: 'openai:gpt-4o', instructions: ['x'] })`,
    /'string\[\]' is not assignable to type 'ForRun<string/,
  ],
  'instructions that give a number': [
    `defineAgent({ name: 'a', model: 'openai:gpt-4o', instructions: () => 5 })`,
    /'\(\) => number' is not assignable to type 'ForRun<string/,
  ],
  'a system prompt': [
    `defineAgent({ name: 'a', model: 'openai:gpt-4o', systemPrompt: 'x' })`,
    /There is no systemPrompt here\. Write instructions\./,
  ],
  'a system message': [
    `defineAgent({ name: 'a', model: 'openai:gpt-4o', system: 'x' })`,
    /There is no system here\. Write instructions\./,
  ],
  'a prompt': [
    `defineAgent({ name: 'a', model: 'openai:gpt-4o', prompt: 'x' })`,
    /There is no prompt here\. Write instructions, and what is asked/,
  ],
  'steps instead of iterations': [
    `defineAgent({ name: 'a', model: 'openai:gpt-4o', maxSteps: 5 })`,
    /There is no maxSteps here\. Write maxIterations\./,
  ],
  'turns instead of iterations': [
    `defineAgent({ name: 'a', model: 'openai:gpt-4o', maxTurns: 5 })`,
    /Write maxIterations\./,
  ],
  'a temperature at the top': [
    `defineAgent({ name: 'a', model: 'openai:gpt-4o', temperature: 0.2 })`,
    /Write settings: { temperature }\./,
  ],
  'a number of tokens at the top': [
    `defineAgent({ name: 'a', model: 'openai:gpt-4o', maxTokens: 5 })`,
    /Write settings: { maxOutputTokens }\./,
  ],
  'a schema of the output under another name': [
    `defineAgent({ name: 'a', model: 'openai:gpt-4o', schema: z.object({}) })`,
    /There is no schema here\. Write output\./,
  ],
  'an output type': [`defineAgent({ name: 'a', model: 'openai:gpt-4o', outputType: z.object({}) })`, /Write output\./],
  'an input schema under another name': [
    `defineAgent({ name: 'a', model: 'openai:gpt-4o', inputSchema: z.object({}) })`,
    /There is no inputSchema here\. Write input\./,
  ],
  'an id instead of a name': [`defineAgent({ id: 'a', model: 'openai:gpt-4o' })`, /There is no id here\. Write name\./],
  'sub-agents': [
    `defineAgent({ name: 'a', model: 'openai:gpt-4o', agents: [plain] })`,
    /Write tools: \[agentTool\(agent\)\]\./,
  ],
  'code in an agent with a model': [
    `defineAgent({ name: 'a', model: 'openai:gpt-4o', execute: () => 1 })`,
    /Write defineCustomAgent/,
  ],
  'a provider that is misspelt': [`defineAgent({ name: 'a', model: 'opnai:gpt-4o' })`, /No provider is called opnai\./],
  'a vendor that is misspelt': [
    `defineAgent({ name: 'a', model: 'antropic/claude-sonnet-4-6' })`,
    /No provider is called antropic\./,
  ],
  'a provider of a resolver, as a literal': [`defineAgent({ name: 'a', model: 'acme:large' })`, /of the type string/],
  'an iteration limit that is text': [
    `defineAgent({ name: 'a', model: 'openai:gpt-4o', maxIterations: '5' })`,
    /'string' is not assignable to type 'number'/,
  ],
  'a misspelt setting': [
    `defineAgent({ name: 'a', model: 'openai:gpt-4o', settings: { maxTokens: 5 } })`,
    /'maxTokens' does not exist in type 'ModelSettings'/,
  ],
  'a temperature that is text': [
    `defineAgent({ name: 'a', model: 'openai:gpt-4o', settings: { temperature: '0.2' } })`,
    /'string' is not assignable to type 'number'/,
  ],
  'an effort that there is not': [
    `defineAgent({ name: 'a', model: 'openai:gpt-4o', settings: { reasoning: 'hihg' } })`,
    /'"hihg"' is not assignable to type '"high" \| "low"/,
  ],
  'options of a provider that are none': [
    `defineAgent({ name: 'a', model: 'openai:gpt-4o', settings: { providerOptions: { openai: 'low' } } })`,
    /'string' is not assignable to type .*JsonObject/,
  ],
  'a stop condition that is text': [
    `defineAgent({ name: 'a', model: 'openai:gpt-4o', stopWhen: 'done' })`,
    /'string' is not assignable to type .*StopCondition/,
  ],
  'a mode of output that there is not': [
    `defineAgent({ name: 'a', model: 'openai:gpt-4o', outputMode: 'json' })`,
    /'"json"' is not assignable to type/,
  ],
  'a budget that is misspelt': [
    `defineAgent({ name: 'a', model: 'openai:gpt-4o', budget: { dollars: 5 } })`,
    /'dollars' does not exist in type 'Budget'/,
  ],
  'an output that is a list of names': [
    `defineAgent({ name: 'a', model: 'openai:gpt-4o', output: { risk: 'string' } })`,
    /'risk' does not exist in type 'AnySchema'/,
  ],
  'an output that is parts of a schema': [
    `defineAgent({ name: 'a', model: 'openai:gpt-4o', output: { risk: z.string() } })`,
    /'risk' does not exist in type 'AnySchema'/,
  ],
  'a JSON Schema with a property beside its type': [
    `defineAgent({ name: 'a', model: 'openai:gpt-4o', output: { type: 'object', properties: { a: 'string' } } })`,
    /'string' is not assignable to type 'SubSchema'/,
  ],
  'a JSON Schema that requires by a word': [
    `defineAgent({ name: 'a', model: 'openai:gpt-4o', output: { type: 'object', required: 'a' } })`,
    /'string' is not assignable to type 'readonly string\[\]'/,
  ],
  'a change that makes no sense': [
    `defineAgent({ name: 'a', model: 'openai:gpt-4o', prepareIteration: () => ({ settings: { seed: 'x' } }) })`,
    /seed: string.* is not assignable to type 'PrepareIteration/,
  ],

  // Tools
  'tools that are an object': [
    `defineAgent({ name: 'a', model: 'openai:gpt-4o', tools: { lookup } })`,
    /'lookup' does not exist in type .*readonly GivenTool\[\]/,
  ],
  'a function for a tool': [
    `defineAgent({ name: 'a', model: 'openai:gpt-4o', tools: [() => 1] })`,
    /is not assignable to type 'GivenTool'/,
  ],
  'an agent for a tool': [
    `defineAgent({ name: 'a', model: 'openai:gpt-4o', tools: [plain] })`,
    /'Agent<"plain".* is not assignable to type 'GivenTool'/,
  ],
  'two tools of one name': [
    `defineAgent({ name: 'a', model: 'openai:gpt-4o', tools: [lookup, lookup] })`,
    /Two tools are named lookup\. Give each a name of its own\./,
  ],
  'a tool that has the name of an agent beside it': [
    `defineAgent({ name: 'a', model: 'openai:gpt-4o', tools: [agentTool(plain), agentTool(typed, { name: 'plain' })] })`,
    /Two tools are named plain\./,
  ],
  'a tool without a description': [
    `defineTool({ name: 't', input: z.object({}), execute: () => 1 })`,
    /not assignable to .*ToolOptions<"t"/,
  ],
  'a tool with parameters': [
    `defineTool({ name: 't', description: 'd', parameters: z.object({ a: z.number() }), execute: ({ a }: { a: number }) => a })`,
    /There is no parameters here\. Write input\./,
  ],
  'a tool with an input schema': [
    `defineTool({ name: 't', description: 'd', inputSchema: z.object({ a: z.number() }), execute: ({ a }: { a: number }) => a })`,
    /There is no inputSchema here\. Write input\./,
  ],
  'a tool with a handler': [
    `defineTool({ name: 't', description: 'd', input: z.object({}), handler: () => 1 })`,
    /There is no handler here\. Write execute\./,
  ],
  'a tool that is run': [
    `defineTool({ name: 't', description: 'd', input: z.object({}), run: () => 1 })`,
    /There is no run here\. Write execute\./,
  ],
  'a tool with a schema': [
    `defineTool({ name: 't', description: 'd', schema: z.object({}), execute: () => 1 })`,
    /There is no schema here\. Write input\./,
  ],
  'a tool with a misspelt option': [
    `defineTool({ name: 't', description: 'd', input: z.object({}), efect: 'none', execute: () => 1 })`,
    /Did you mean to write 'effect'/,
  ],
  'a tool with an effect that there is not': [
    `defineTool({ name: 't', description: 'd', input: z.object({}), effect: 'sometimes', execute: () => 1 })`,
    /'"sometimes"' is not assignable to type '"idempotent" \| "none"/,
  ],
  'a tool with a limit that is text': [
    `defineTool({ name: 't', description: 'd', input: z.object({}), timeoutMs: '5s', execute: () => 1 })`,
    /'string' is not assignable to type 'number'/,
  ],
  'a tool that takes what its schema has not': [
    `defineTool({ name: 't', description: 'd', input: z.object({ a: z.number() }), execute: ({ b }) => b })`,
    /'b' does not exist on type '{ a: number; }'/,
  ],
  'a tool whose input is a word': [
    `defineTool({ name: 't', description: 'd', input: 'text', execute: () => 1 })`,
    /'string' is not assignable to type 'AnySchema'/,
  ],
  'a tool of a provider without the provider': [
    `providerTool({ id: 'web_search' })`,
    /'"web_search"' is not assignable to type '.*\${string}\.\${string}/,
  ],
  'a misspelt option of agentTool': [
    `agentTool(plain, { nmae: 'x' })`,
    /'nmae' does not exist in type 'AgentToolOptions/,
  ],
  'a tool for agentTool': [
    `agentTool(lookup)`,
    /'Tool<"lookup".* is missing the following properties from type 'Agent</,
  ],

  // Contexts
  'a run without its context': [`await clerk.run('x')`, /It needs a context: add { context } as the last argument\./],
  'a stream without its context': [`clerk.stream('x')`, /It needs a context: add { context } as the last argument\./],
  'a run with options but no context': [
    `await clerk.run('x', { session: 's' })`,
    /not assignable to parameter of type 'RunOptions & NeededContext<Services>'/,
  ],
  'a context of another shape': [
    `await clerk.run('x', { context: { db: 5 } })`,
    /'number' is not assignable to type '{ readonly query/,
  ],
  'a call without its context': [
    `await runtime.call('clerk', 'x')`,
    /It needs a context: add { context } as the last argument\./,
  ],
  'a call with a context of another shape': [
    `await runtime.call('clerk', 'x', { context: { db: 5 } })`,
    /{ db: number; }.*NeededContext<Services>/,
  ],
  'parallel calls without a context': [
    `await runtime.callParallel(['plain', 'clerk'], 'x')`,
    /It needs a context: add { context } as the last argument\./,
  ],
  'a recording without its context': [`await recordTape(clerk, 'x')`, /ContextMissing<"It needs a context/],
  'a call from an agent that has no context': [
    `defineCustomAgent({ name: 'a', execute: (_text, context) => context.call(clerk, 'x') })`,
    /It needs more of a context than this one has/,
  ],
  'a call from a context with less': [
    `defineCustomAgent({ name: 'a', execute: (_text, context: AgentContext<Mail>) => context.call(clerk, 'x') })`,
    /It needs more of a context than this one has/,
  ],
  'a call from a branch that has no context': [
    `void own.branch('b').call(clerk, 'x')`,
    /It needs more of a context than this one has/,
  ],
  'a call from a step that has no context': [
    `void own.step('s', (step) => step.call(clerk, 'x'))`,
    /It needs more of a context than this one has/,
  ],
  'a call from a tool that has no context': [
    `defineTool({ name: 't', description: 'd', input: z.object({}), execute: (_input, context) => context.call(clerk, 'x') })`,
    /It needs more of a context than this one has/,
  ],
  'a call from prepareIteration that has no context': [
    `defineAgent({ name: 'a', model: 'openai:gpt-4o', prepareIteration: async ({ run }) => { await run.call(clerk, 'x') } })`,
    /It needs more of a context than this one has/,
  ],
  'an agent that is offered as a tool, without its context': [
    `await defineAgent({ name: 'a', model: 'openai:gpt-4o', tools: [agentTool(clerk)] }).run('x')`,
    /It needs a context/,
  ],
  'two tools and the context of one': [
    `await defineAgent({ name: 'a', model: 'openai:gpt-4o', tools: [lookup, send] }).run('x', { context: services })`,
    /'Services' is not assignable to type '.*(Mail|readonly \[Tool<"lookup")/,
  ],
  'instructions that ask for more than the tools': [
    `await defineAgent({ name: 'a', model: 'openai:gpt-4o', tools: [lookup], instructions: ({ context }: { context: Mail }) => { context.mail.send(''); return '' } }).run('x', { context: services })`,
    /'Services' is not assignable to type '.*(Mail|readonly \[Tool<"lookup")/,
  ],

  // Inputs and outputs
  'text for an object': [
    `await typed.run('hello')`,
    /'string' is not assignable to parameter of type '{ question: string; }'/,
  ],
  'an object for text': [`await plain.run({ question: 'hello' })`, /'question' does not exist in type/],
  'a misspelt property of the input': [
    `await typed.run({ qestion: 'x' })`,
    /'qestion' does not exist .*|Did you mean to write 'question'/,
  ],
  'a property of another type': [`await typed.run({ question: 5 })`, /'number' is not assignable to type 'string'/],
  'no input': [`await plain.run()`, /Expected 1-2 arguments, but got 0/],
  'an enumeration compared with another word': [
    `const { output } = await typed.run({ question: 'x' }); if (output.risk === 'medium') throw new Error()`,
    /'"high" \| "low"' and '"medium"' have no overlap/,
  ],
  'a misspelt property of the output': [
    `console.log((await typed.run({ question: 'x' })).output.rsik)`,
    /'rsik' does not exist on type '{ risk: /,
  ],
  'a text of a result': [
    `console.log((await plain.run('x')).text)`,
    /'text' does not exist on type 'RunResult<string>'/,
  ],
  'an input from another agent': [
    `defineCustomAgent({ name: 'a', execute: (_text, context) => context.call(typed, { question: 5 }) })`,
    /'number' is not assignable to type 'string'/,
  ],
  'a wrong input of a recording': [
    `await recordTape(typed, 'hello')`,
    /'string' is not assignable to parameter of type '{ question: string; }'/,
  ],
  'a wrong input of a replay': [
    `await replayTape(typed, 'x.jsonl', 'hello')`,
    /'string' is not assignable to parameter of type '{ question: string; }'/,
  ],
  'an option of run that there is not': [
    `await plain.run('x', { timeout: 5 })`,
    /'timeout' does not exist .*Did you mean to write 'timeoutMs'/,
  ],
  'an abort signal under another name': [
    `await plain.run('x', { abortSignal: new AbortController().signal })`,
    /'abortSignal' does not exist in type 'RunOptions/,
  ],
  'a limit of a run that is text': [
    `await plain.run('x', { timeoutMs: '5s' })`,
    /'string' is not assignable to type 'number'/,
  ],
  'a store that is a name': [
    `await plain.run('x', { store: 'runs' })`,
    /'string' is not assignable to type 'RunStore'/,
  ],

  // Events
  'an event type that there is not': [
    `for await (const event of plain.stream('x')) if (event.type === 'text') break`,
    /have no overlap/,
  ],
  'a field of another event': [
    `for await (const event of plain.stream('x')) if (event.type === 'text-delta') console.log(event.delta)`,
    /'delta' does not exist on type/,
  ],
  'an event type in a listener': [
    `await plain.run('x', { onEvent: (event) => { if (event.type === 'finish') throw new Error() } })`,
    /have no overlap/,
  ],

  // Custom agents
  'a custom agent with a handler': [
    `defineCustomAgent({ name: 'a', handler: () => 1 })`,
    /There is no handler here\. Write execute\./,
  ],
  'a custom agent that is run': [
    `defineCustomAgent({ name: 'a', run: () => 1 })`,
    /There is no run here\. Write execute\./,
  ],
  'a custom agent with a model': [
    `defineCustomAgent({ name: 'a', execute: () => 1, model: 'openai:gpt-4o' })`,
    /Write defineAgent for an agent with a model\./,
  ],
  'a custom agent without code': [`defineCustomAgent({ name: 'a' })`, /not assignable to .*CustomAgentOptions<"a"/],
  'a custom agent that reads what its schema has not': [
    `defineCustomAgent({ name: 'a', input: z.object({ a: z.number() }), execute: ({ b }) => b })`,
    /'b' does not exist on type '{ a: number; }'/,
  ],

  // Runtimes
  'a name that no agent has': [
    `await runtime.call('plian', 'x')`,
    /'"plian"' is not assignable to parameter of type '"clerk" \| "plain" \| "typed"'/,
  ],
  'a wrong input of a call': [
    `await runtime.call('typed', { question: 5 })`,
    /'number' is not assignable to type 'string'/,
  ],
  'an option of call that there is not': [
    `await runtime.call('plain', 'x', { timeout: 5 })`,
    /Did you mean to write 'timeoutMs'/,
  ],
  'parallel calls of nobody': [
    `await runtime.callParallel(['plain', 'nobody'], 'x')`,
    /'"nobody"' is not assignable to type/,
  ],
  'a function that is sent': [
    `await runtime.send('plain', () => 'x')`,
    /'\(\) => string' is not assignable to parameter of type 'MessageContent'/,
  ],
  'a message without content': [`await runtime.send('plain')`, /Expected 2-3 arguments, but got 1/],
  'two agents of one name': [
    `await createRuntime({ agents: [plain, defineAgent({ name: 'plain', model: 'openai:gpt-4o' })] })`,
    /Two agents are named plain\. Give each a name of its own\./,
  ],
  'two agents of one name, one of them wired': [
    `await createRuntime({ agents: [plain, { agent: plain, inputs: ['typed'] }] })`,
    /Two agents are named plain\./,
  ],
  'agents that are an object': [
    `await createRuntime({ agents: { plain } })`,
    /not assignable to type .*readonly AgentEntry\[\]|'plain' does not exist in type 'readonly AgentEntry\[\]'/,
  ],
  'agents by their names': [
    `await createRuntime({ agents: ['plain'] })`,
    /'string' is not assignable to type 'AgentEntry'/,
  ],
  'a tool for an agent': [`await createRuntime({ agents: [lookup] })`, /is not assignable to type 'AgentEntry'/],
  'wiring under another name': [
    `await createRuntime({ agents: [{ agent: plain, input: ['typed'] }] })`,
    /There is no input\./,
  ],
  'wiring that is a word': [
    `await createRuntime({ agents: [{ agent: plain, inputs: 'typed' }] })`,
    /'string' is not assignable to type 'readonly WiringName\[\]'/,
  ],
  'a misspelt option of a runtime': [
    `await createRuntime({ agents: [plain], maxRound: 5 })`,
    /Did you mean to write 'maxRounds'/,
  ],
  'rounds that are text': [`createSupervisor('s', { maxRounds: '5' })`, /'string' is not assignable to type 'number'/],
  'a name added to a supervisor': [
    `createSupervisor('s').add('plain')`,
    /'string' is not assignable to parameter of type 'AnyAgent'/,
  ],
}
