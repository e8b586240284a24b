import { providerToolName } from '../../tools/provider-tool.ts'
import { isRecord } from '../../util/is-record.ts'
import type { ValuePath } from '../../keys/value-path.ts'
import { quote } from '../../util/text/printable.ts'
import type { ValueCheck } from '../../keys/value-check.ts'
import { checkJsonSchema } from '../../keys/check-json-schema.ts'

type Values = Readonly<Record<string, unknown>>

/** Checks the tools of one agent: each is either declared or taken from a module, and no name is used twice. */
export function checkTools(tools: unknown, check: ValueCheck): void {
  if (!Array.isArray(tools)) return
  const seen = new Set<unknown>()
  for (const [position, tool] of tools.entries()) {
    if (!isRecord(tool)) continue
    const place = ['tools', position]
    if (has(tool, 'module', place, check)) checkModuleTool(tool, place, check)
    else checkDeclaredTool(tool, place, check)
    const { name } = tool
    if (name === undefined) continue
    if (seen.has(name))
      check.error(
        [...place, 'name'],
        `Two tools of one agent have the name ${quote(String(name))}.`,
        'Give each tool a name of its own.',
      )
    seen.add(name)
  }
}

/** Checks the tools of one agent that its provider runs: they need a model with tools of its own, and names of their own. */
export function checkProviderTools(values: Values, check: ValueCheck): void {
  const { provider_tools: providerTools, tools } = values
  if (!Array.isArray(providerTools) || providerTools.length === 0) return
  if (values['tool_mode'] === 'text')
    check.error(
      ['tool_mode'],
      'Tools that the provider runs cannot be called by blocks in the text of a model.',
      'Remove "tool_mode", or "provider_tools".',
    )
  const seen = new Set(
    (Array.isArray(tools) ? tools : []).map((tool: unknown) => (isRecord(tool) ? tool['name'] : tool)),
  )
  for (const [position, tool] of (providerTools as readonly unknown[]).entries()) {
    if (!isRecord(tool) || typeof tool['id'] !== 'string') continue
    checkArguments(tool['args'], ['provider_tools', position, 'args'], check)
    const name = tool['name'] ?? providerToolName(tool['id'])
    if (seen.has(name))
      check.error(
        ['provider_tools', position],
        `Two tools of one agent have the name ${quote(String(name))}.`,
        'Give one of them another "name".',
      )
    seen.add(name)
  }
}

/** Packages of providers write arguments in camelCase, and leave out what they do not know without a word. */
function checkArguments(args: unknown, path: ValuePath, check: ValueCheck): void {
  if (!isRecord(args)) return
  for (const name of Object.keys(args)) {
    if (!/^[a-z]+(?:_[a-z0-9]+)+$/.test(name)) continue
    const meant = name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())
    check.error([...path, name], `${quote(name)} is no argument that a provider's tool has.`, `Write ${quote(meant)}.`)
  }
}

function checkModuleTool(tool: Values, path: ValuePath, check: ValueCheck): void {
  for (const key of ['name', 'description', 'input_schema']) {
    if (tool[key] === undefined) continue
    check.error(
      [...path, key],
      `A tool from a module brings its own ${quote(key)}.`,
      key === 'name' ? 'Use "export" to choose one tool of the module.' : 'Remove this one.',
    )
  }
}

function checkDeclaredTool(tool: Values, path: ValuePath, check: ValueCheck): void {
  if (!has(tool, 'name', path, check))
    check.error(path, 'The key "name" is missing.', 'A tool needs "name", or "module".')
  if (tool['export'] !== undefined)
    check.error([...path, 'export'], '"export" names a part of a module, but there is no "module".')
  const schema = tool['input_schema']
  const place = [...path, 'input_schema']
  if (isRecord(schema) && schema['type'] !== 'object' && !check.isDoubtful([...place, 'type'])) {
    const message =
      schema['type'] === undefined
        ? 'The input of a tool needs "type: object".'
        : 'The input of a tool must be an object.'
    return check.error(
      schema['type'] === undefined ? place : [...place, 'type'],
      message,
      'Write "type: object" and name the arguments under "properties".',
    )
  }
  if (isRecord(schema)) checkJsonSchema(schema, place, check)
}

/** True when the tool has the key, or probably should: its value is not known, or its name was mistyped. */
function has(tool: Values, key: string, path: ValuePath, check: ValueCheck): boolean {
  return tool[key] !== undefined || check.isMeant([...path, key]) || check.isWritten([...path, key])
}
