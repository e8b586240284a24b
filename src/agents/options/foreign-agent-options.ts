import type { ForeignOptions } from '../../util/compiler/foreign-options.ts'

/** What other frameworks call the options of an agent, and what to write here. */
export const foreignAgentOptions = {
  id: 'name',
  system: 'instructions',
  systemPrompt: 'instructions',
  system_prompt: 'instructions',
  prompt: 'instructions, and what is asked as the first argument of run',
  messages: 'instructions, and what is asked as the first argument of run',
  inputSchema: 'input',
  schema: 'output',
  outputSchema: 'output',
  outputType: 'output',
  output_type: 'output',
  responseFormat: 'output',
  maxSteps: 'maxIterations',
  maxTurns: 'maxIterations',
  temperature: 'settings: { temperature }',
  maxTokens: 'settings: { maxOutputTokens }',
  maxOutputTokens: 'settings: { maxOutputTokens }',
  topP: 'settings: { topP }',
  seed: 'settings: { seed }',
  toolChoice: 'settings: { toolChoice }',
  providerOptions: 'settings: { providerOptions }',
  modelSettings: 'settings',
  maxRetries: 'resilience: { retry }',
  timeoutMs: 'timeoutMs in the options of run, or toolTimeoutMs',
  prepareStep: 'prepareIteration',
  agents: 'tools: [agentTool(agent)]',
  subagents: 'tools: [agentTool(agent)]',
  handoffs: 'tools: [handoff(agent)]',
  execute: 'defineCustomAgent for code of your own',
} as const

/** What other frameworks call the options of an agent made of code, and what to write here. */
export const foreignCustomAgentOptions = {
  id: 'name',
  handler: 'execute',
  run: 'execute',
  func: 'execute',
  fn: 'execute',
  invoke: 'execute',
  inputSchema: 'input',
  schema: 'input',
  output: 'no schema of the output; the type is that of what execute returns',
  outputSchema: 'no schema of the output; the type is that of what execute returns',
  model: 'defineAgent for an agent with a model',
  instructions: 'defineAgent for an agent with instructions',
  tools: 'defineAgent for an agent with tools',
} as const

/** For the compiler: it says what to write for each of them. */
export interface ForeignAgentOptions extends ForeignOptions<typeof foreignAgentOptions> {}

/** For the compiler: it says what to write for each of them. */
export interface ForeignCustomAgentOptions extends ForeignOptions<typeof foreignCustomAgentOptions> {}
