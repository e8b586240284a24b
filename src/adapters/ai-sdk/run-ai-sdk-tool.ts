import { ToolError } from '../../errors/tool-error.ts'
import type { AnySchema } from '../../schema/json-schema.ts'
import { formatIssues } from '../../schema/standard-schema.ts'
import { validateSchema } from '../../schema/validate-schema.ts'
import type { ToolContext } from '../../tools/tool.ts'
import type { ModelMessage } from '../messages/model-message.ts'
import { toModelMessages } from '../messages/to-model-messages.ts'
import type { AiSdkTool } from './ai-sdk-tool.ts'
import { fromModelOutput } from './model-output.ts'

/** A tool of the AI SDK that was found to be usable, and how its code is called. */
export interface UsableTool {
  readonly name: string
  readonly tool: AiSdkTool
  readonly execute: (input: unknown, options: object) => unknown
  readonly contextSchema: AnySchema | undefined
  readonly version: 5 | 6 | 7
}

/** Runs the code of a tool as the AI SDK does. Of results that come one after the other the last one is the result. */
export async function runAiSdkTool(usable: UsableTool, input: unknown, context: ToolContext): Promise<unknown> {
  const { name, tool, execute, version } = usable
  const given = await toolContext(usable, context.context)
  const answer = execute.call(tool, input, new ExecutionOptions(context, given))
  const output = isAsyncIterable(answer) ? await lastOf(answer, context.signal) : await answer
  const { toModelOutput } = tool
  if (toModelOutput === undefined) return output
  const { toolCallId } = context
  const told = version === 5 ? output : { toolCallId, input, output }
  // What it takes is what `execute` gave.
  return fromModelOutput(name, await toModelOutput.call(tool, told as never))
}

/** What `execute` gets beside its input, under the names of the AI SDK. */
class ExecutionOptions {
  readonly toolCallId: string
  readonly context: unknown
  /** The name that versions 5 and 6 have for `context`. */
  readonly experimental_context: unknown
  readonly #step: ToolContext

  constructor(step: ToolContext, context: unknown) {
    this.#step = step
    this.toolCallId = step.toolCallId
    this.context = context
    this.experimental_context = context
  }

  // A signal, and what was said, is made when it is first asked for.
  get abortSignal(): AbortSignal {
    return this.#step.signal
  }

  get messages(): readonly ModelMessage[] {
    return toModelMessages(this.#step.messages)
  }
}

async function toolContext({ name, contextSchema }: UsableTool, context: unknown): Promise<unknown> {
  if (contextSchema === undefined) return context
  const result = await validateSchema(contextSchema, context)
  if (result.issues === undefined) return result.value
  throw new ToolError(
    'TOOL_FAILED',
    `The "context" that was given to the run is not what tool "${name}" needs:\n${formatIssues(result.issues)}`,
  )
}

async function lastOf(values: AsyncIterable<unknown>, signal: AbortSignal): Promise<unknown> {
  let last: unknown
  for await (const value of values) {
    signal.throwIfAborted()
    last = value
  }
  return last
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value
}
