import { ToolError } from '../errors/tool-error.ts'
import { effects, isEffect, type Effect } from '../runs/step.ts'
import { jsonSchemaProblems } from '../schema/check/check-json-schema.ts'
import { describeProblems, schemaProblems } from '../schema/check/check-schema.ts'
import type { SchemaProblem } from '../schema/check/schema-problem.ts'
import { isStandardSchema } from '../schema/standard-schema.ts'
import type { AnySchema, InferSchema } from '../schema/json-schema.ts'
import type { JsonObject } from '../util/json/json.ts'
import { shown } from '../util/shown.ts'
import { assertToolName } from './tool-name.ts'
import { wrongResultLimit } from './result-limit.ts'
import type { Tool, ToolContext } from './tool.ts'

/** What a tool is made from. */
export interface ToolOptions<Name extends string, Schema extends AnySchema, Output, Context> {
  readonly name: Name
  readonly description: string
  readonly input: Schema
  /** The schema as JSON Schema, where the library of `input` cannot export it. */
  readonly jsonSchema?: object
  /** What may be repeated after a crash; `once` unless said otherwise. */
  readonly effect?: Effect
  /** Milliseconds after which the call is aborted and the model told. No limit unless the agent sets one. */
  readonly timeoutMs?: number
  /**
   * The most characters of a result that the model gets: what is longer is cut with a mark, and whole on the record. False
   * for no limit. That of the agent, else 100,000 and a quarter of the model's window, unless said otherwise.
   */
  readonly maxResultChars?: number | false
  readonly execute: (input: InferSchema<Schema, JsonObject>, context: ToolContext<Context>) => Output | Promise<Output>
  readonly reconcile?: (idempotencyKey: string) => Promise<{ readonly value: Output } | undefined>
}

/**
 * Declares a tool. Nothing happens until a model asks for it.
 *
 * @example
 * const lookup = defineTool({
 *   name: 'query_database',
 *   description: 'Query the sales database',
 *   input: z.object({ query: z.string() }),
 *   effect: 'none',
 *   execute: ({ query }, { signal }) => database.query(query, { signal }),
 * })
 *
 * @throws ToolError `TOOL_NAME_INVALID` when providers would refuse the name, `TOOL_OPTIONS_INVALID` for an option that makes
 * no sense, `TOOL_SCHEMA_INVALID` for an input that is no schema.
 */
export function defineTool<const Name extends string, Schema extends AnySchema, Output, Context = unknown>(
  options: ToolOptions<Name, Schema, Output, Context>,
): Tool<Name, InferSchema<Schema, JsonObject>, Output, Context> {
  assertToolName(options.name)
  const { effect = 'once', execute, name } = options
  if (!isEffect(effect)) throw invalidTool(name, `effect must be one of ${effects.join(', ')}, not ${shown(effect)}`)
  if (typeof execute !== 'function') throw invalidTool(name, 'execute must be a function')
  const problem = wrongResultLimit(options.maxResultChars)
  if (problem !== undefined) throw invalidTool(name, problem)
  checkSchemas(options)
  return { ...options, effect }
}

function checkSchemas({ name, input, jsonSchema }: Pick<Tool, 'name' | 'input' | 'jsonSchema'>): void {
  // A schema that cannot be exported still checks what comes in, where another one tells the model what to write.
  const problems = jsonSchema === undefined || !isStandardSchema(input) ? schemaProblems(input) : []
  if (problems.length > 0) throw invalidSchema(name, 'input', problems)
  const offered = jsonSchema === undefined ? [] : jsonSchemaProblems(jsonSchema)
  if (offered.length > 0) throw invalidSchema(name, 'jsonSchema', offered)
}

function invalidSchema(tool: string, option: string, problems: readonly SchemaProblem[]): ToolError {
  return new ToolError(
    'TOOL_SCHEMA_INVALID',
    `Tool "${tool}": "${option}" is no schema that can be used. ${describeProblems(problems)}`,
    { details: { tool } },
  )
}

function invalidTool(tool: string, problem: string): ToolError {
  return new ToolError('TOOL_OPTIONS_INVALID', `Tool "${tool}": ${problem}.`, { details: { tool } })
}
