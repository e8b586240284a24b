import { ToolError } from '../errors/tool-error.ts'
import { effects, isEffect, type Effect } from '../runs/step.ts'
import { jsonSchemaProblems } from '../schema/check/check-json-schema.ts'
import { describeProblems, schemaProblems } from '../schema/check/check-schema.ts'
import type { SchemaProblem } from '../schema/check/schema-problem.ts'
import { isStandardSchema } from '../schema/standard-schema.ts'
import type { AnySchema, InferOutput } from '../schema/json-schema.ts'
import type { JsonObject } from '../util/json/json.ts'
import { isRecord } from '../util/is-record.ts'
import { shown } from '../util/text/shown.ts'
import { unknownOption } from '../util/options/unknown-option.ts'
import { wrongTime } from '../util/options/wrong-time.ts'
import { foreignToolOptions, type ForeignToolOptions } from './foreign-tool-options.ts'
import { assertToolName } from './tool-name.ts'
import { wrongResultLimit } from './result-limit.ts'
import type { Tool, ToolContext } from './tool.ts'

/** What a tool is made from. */
export interface ToolOptions<Name extends string, Schema extends AnySchema, Output, Context> {
  readonly name: Name
  readonly description: string
  readonly input: Schema
  /** The schema as JSON Schema, where the library of `input` cannot export it. */
  readonly jsonSchema?: object | undefined
  /** What may be repeated after a crash; `once` unless said otherwise. */
  readonly effect?: Effect | undefined
  /** Milliseconds after which the call is aborted and the model told. No limit unless the agent sets one. */
  readonly timeoutMs?: number | undefined
  /**
   * The most characters of a result that the model gets: what is longer is cut with a mark, and whole on the record. False
   * for no limit. That of the agent, else 100,000 and a quarter of the model's window, unless said otherwise.
   */
  readonly maxResultChars?: number | false | undefined
  readonly execute: (input: InferOutput<Schema, JsonObject>, context: ToolContext<Context>) => Output | Promise<Output>
  readonly reconcile?: ((idempotencyKey: string) => Promise<{ readonly value: Output } | undefined>) | undefined
}

const toolOptionNames: Readonly<Record<keyof ToolOptions<string, AnySchema, unknown, unknown>, true>> = {
  name: true,
  description: true,
  input: true,
  execute: true,
  effect: true,
  jsonSchema: true,
  timeoutMs: true,
  maxResultChars: true,
  reconcile: true,
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
  options: ForeignToolOptions & ToolOptions<Name, Schema, Output, Context>,
): Tool<Name, InferOutput<Schema, JsonObject>, Output, Context> {
  if (!isRecord(options)) throw invalidTool('?', `defineTool takes an object, not ${shown(options)}.`)
  assertToolName(options.name)
  const problem = wrongOption(options)
  if (problem !== undefined) throw invalidTool(options.name, problem)
  checkSchemas(options)
  const { effect = 'once', execute, name, input, ...others } = options
  return { ...others, name, inputSchema: input, effect, execute }
}

/** What is wrong with a tool's options, in a sentence, beside its name and its schemas. */
function wrongOption(options: { readonly [Name in keyof typeof toolOptionNames]?: unknown }): string | undefined {
  const { effect = 'once', execute, description, reconcile, timeoutMs, maxResultChars } = options
  const unknown = unknownOption(options, toolOptionNames, foreignToolOptions)
  if (unknown !== undefined) return unknown
  if (!isEffect(effect)) return `effect must be one of ${effects.join(', ')}, not ${shown(effect)}.`
  if (typeof execute !== 'function') return `execute must be a function, not ${shown(execute)}.`
  if (reconcile !== undefined && typeof reconcile !== 'function')
    return `reconcile must be a function, not ${shown(reconcile)}.`
  if (typeof description !== 'string') return `description must be a text, not ${shown(description)}.`
  return wrongTime('timeoutMs', timeoutMs) ?? wrongResultLimit(maxResultChars)
}

/** What a tool's options say of its schema. */
interface SchemaOptions {
  readonly name: string
  readonly input: AnySchema
  readonly jsonSchema?: object | undefined
}

function checkSchemas({ name, input, jsonSchema }: SchemaOptions): void {
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
  return new ToolError('TOOL_OPTIONS_INVALID', `Tool "${tool}": ${problem}`, { details: { tool } })
}
