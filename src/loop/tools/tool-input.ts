import { ToolError } from '../../errors/tool-error.ts'
import { describeIssues, issueLine } from '../../schema/describe-issues.ts'
import { inputKey, modelSchema, type ModelSchema } from '../../schema/model/model-schema.ts'
import { readWritten, type Written } from '../../schema/model/read-written.ts'
import { validateSchema } from '../../schema/validate-schema.ts'
import type { AnyTool } from '../../tools/tool.ts'
import { isRecord } from '../../util/is-record.ts'
import type { JsonValue } from '../../util/json/json.ts'
import { providerDefinition, type ToolDefinition } from './provider-definition.ts'
import { notAnObject } from './read-arguments.ts'

/** The input that a tool gets, or what the model is told of the arguments it wrote. */
export type ToolInput =
  | { readonly ok: true; readonly value: unknown; readonly isAsWritten: boolean }
  | { readonly ok: false; readonly problem: string }

const known = new WeakMap<AnyTool, ModelSchema>()

/**
 * The input of a tool as models take it: an object, in which an input that is none is wrapped.
 * @throws ToolError `TOOL_SCHEMA_INVALID`.
 */
async function toolSchema(tool: AnyTool): Promise<ModelSchema> {
  const schema = await modelSchema(tool.jsonSchema ?? tool.inputSchema, inputKey)
  known.set(tool, schema)
  return schema
}

/**
 * A tool as models take it.
 * @throws ToolError `TOOL_SCHEMA_INVALID`, naming the agent too.
 */
export async function toolDefinition(agent: string, tool: AnyTool): Promise<ToolDefinition> {
  const { name, description, provider } = tool
  if (provider !== undefined) return providerDefinition(name, provider)
  try {
    const { jsonSchema } = await toolSchema(tool)
    return { type: 'function', name, description, inputSchema: jsonSchema }
  } catch (error) {
    if (!ToolError.isInstance(error)) throw error
    throw new ToolError(
      'TOOL_SCHEMA_INVALID',
      `Agent "${agent}", tool "${name}": the input schema cannot be given to a model. ${error.message} ` +
        'A JSON Schema of it may be given beside it, as "jsonSchema".',
      { cause: error.cause, details: { agent, tool: name } },
    )
  }
}

/** Checks the arguments that a model wrote for a tool. */
export function readToolInput(tool: AnyTool, written: JsonValue): ToolInput | Promise<ToolInput> {
  const schema = known.get(tool)
  if (schema === undefined || schema.wrapper !== undefined) return readWrapped(tool, written)
  if (!isRecord(written)) return { ok: false, problem: notAnObject(written) }
  const result = validateSchema(tool.inputSchema, written)
  return 'then' in result
    ? result.then((settled) => toolInput({ result: settled, value: written }))
    : toolInput({ result, value: written })
}

async function readWrapped(tool: AnyTool, written: JsonValue): Promise<ToolInput> {
  const { wrapper } = known.get(tool) ?? (await toolSchema(tool))
  if (wrapper === undefined && !isRecord(written)) return { ok: false, problem: notAnObject(written) }
  const read = toolInput(await readWritten(tool.inputSchema, written, wrapper))
  if (read.ok || wrapper === undefined || (isRecord(written) && wrapper in written)) return read
  return { ok: false, problem: `${read.problem}\nWrite the arguments as {"${wrapper}": ...}.` }
}

function toolInput({ result, value }: Pick<Written, 'result' | 'value'>): ToolInput {
  if (result.issues === undefined) return { ok: true, value: result.value, isAsWritten: result.value === value }
  const lines = describeIssues(result.issues, value, []).map(issueLine)
  return { ok: false, problem: `The arguments do not match the schema:\n${lines.join('\n')}` }
}
