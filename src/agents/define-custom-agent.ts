import type { AgentContext } from '../runs/context.ts'
import type { AnySchema } from '../schema/json-schema.ts'
import { wrongValue } from '../util/options/wrong-value.ts'
import { shown } from '../util/text/shown.ts'
import type { Agent } from './agent.ts'
import { checkAgentSchemas } from './options/check-agent-schemas.ts'
import { checkAgentOptions, commonChecks, refuseOption } from './options/check-options.ts'
import { createAgent } from './create-agent.ts'
import { foreignCustomAgentOptions, type ForeignCustomAgentOptions } from './options/foreign-agent-options.ts'
import { checkInput, givenInput, type AgentInput, type CheckedInput } from './define-agent.ts'

/** What a custom agent is made from. */
export interface CustomAgentOptions<Name extends string, InputSchema, Output, Context> {
  readonly name: Name
  readonly description?: string | undefined
  /** Schema of the input; text without one. */
  readonly input?: InputSchema | undefined
  /**
   * The agent's code. What reaches outside goes through the context (`step`, `call`, `sleep`, `now`, `random`, `id`),
   * so that it is recorded, traced and not repeated after a crash.
   */
  readonly execute: (input: CheckedInput<InputSchema>, context: AgentContext<Context>) => Output | Promise<Output>
  readonly messageType?: string | undefined
}

const customAgentOptionNames: Readonly<Record<keyof CustomAgentOptions<string, undefined, unknown, unknown>, true>> = {
  name: true,
  description: true,
  input: true,
  execute: true,
  messageType: true,
}

/**
 * Declares an agent whose answer is made by your own code.
 *
 * @example
 * const shout = defineCustomAgent({ name: 'shout', execute: (text) => String(text).toUpperCase() })
 */
export function defineCustomAgent<
  const Name extends string,
  Output,
  InputSchema extends AnySchema | undefined = undefined,
  Context = unknown,
>(
  options: ForeignCustomAgentOptions & CustomAgentOptions<Name, InputSchema, Output, Context>,
): Agent<Name, AgentInput<InputSchema>, Output, Context> {
  checkAgentOptions(options, { known: customAgentOptionNames, foreign: foreignCustomAgentOptions }, 'defineCustomAgent')
  if (typeof options.execute !== 'function')
    refuseOption(options.name, `execute must be a function, not ${shown(options.execute)}.`)
  refuseOption(options.name, wrongValue(options, commonChecks))
  checkAgentSchemas(options.name, { input: options.input })
  return createAgent<Name, AgentInput<InputSchema>, Output, Context>({
    name: options.name,
    role: 'custom',
    description: options.description,
    inputSchema: options.input,
    messageType: options.messageType,
    doRun: (input, context) => {
      // The caller gave the context that this agent's type asks for, and the schema has vouched for the input.
      const user = context.user as AgentContext<Context>
      const execute = (checked: unknown) =>
        context.activate(() => options.execute(checked as CheckedInput<InputSchema>, user))
      return options.input === undefined
        ? execute(givenInput(options.name, input))
        : checkInput(options.name, options.input, input).then(execute)
    },
  })
}
