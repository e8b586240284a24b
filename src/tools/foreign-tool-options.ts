import type { ForeignOptions } from '../util/compiler/foreign-options.ts'

/** What other frameworks call the options of a tool, and what to write here. */
export const foreignToolOptions = {
  parameters: 'input',
  inputSchema: 'input',
  schema: 'input',
  args: 'input',
  params_json_schema: 'input',
  outputSchema: 'no schema of the output; the type is that of what execute returns',
  handler: 'execute',
  func: 'execute',
  fn: 'execute',
  run: 'execute',
  call: 'execute',
  invoke: 'execute',
  id: 'name',
  timeout: 'timeoutMs, in milliseconds',
} as const

/** For the compiler: it says what to write for each of them. */
export interface ForeignToolOptions extends ForeignOptions<typeof foreignToolOptions> {}
