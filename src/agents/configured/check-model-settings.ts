import { providerToolName } from '../../tools/provider-tool.ts'
import { findProviderName, providerAliases, providers } from '../../models/providers.ts'
import { isRecord } from '../../util/is-record.ts'
import { nearest } from '../../util/text/nearest.ts'
import { quote } from '../../util/text/printable.ts'
import type { ValuePath } from '../../keys/value-path.ts'
import type { ValueCheck } from '../../keys/value-check.ts'

type Values = Readonly<Record<string, unknown>>

/** Checks what the settings of a model say of each other, and settings that would have no effect. */
export function checkModelSettings(values: Values, check: ValueCheck): void {
  checkReasoning(values['reasoning'], ['reasoning'], check)
  checkToolChoice(values, check)
  checkProviderOptions(values['provider_options'], ['provider_options'], check)
}

function checkReasoning(reasoning: unknown, path: ValuePath, check: ValueCheck): void {
  if (!isRecord(reasoning) || reasoning['effort'] === undefined || reasoning['budget_tokens'] === undefined) return
  check.error(
    [...path, 'budget_tokens'],
    'Reasoning has an effort or a budget of tokens, not both.',
    'Keep one of them.',
  )
}

function checkToolChoice(values: Values, check: ValueCheck): void {
  const { tool_choice: choice } = values
  const place = ['tool_choice']
  if (typeof choice !== 'string' || choice === 'auto' || choice === 'none' || check.isDoubtful(place)) return
  if (['tools', 'provider_tools'].some((key) => check.isDoubtful([key]) || check.isMeant([key]))) return
  const tools = [...itemsOf(values['tools']), ...itemsOf(values['provider_tools'])]
  if (tools.length === 0)
    return check.error(place, 'The agent has no tools to choose from.', 'Add "tools", or remove this key.')
  const names = tools.map(nameOf)
  // What a module exports is not known here; the agent itself refuses a name that is none of its tools.
  if (choice === 'required' || names.includes(undefined) || names.includes(choice)) return
  const known = names.filter((name) => name !== undefined)
  const meant = nearest(choice, ['auto', 'none', 'required', ...known])
  check.error(
    place,
    `The agent has no tool ${quote(choice)}.`,
    meant === undefined ? `Its tools: ${known.map(quote).join(', ')}.` : `Did you mean ${quote(meant)}?`,
  )
}

function itemsOf(list: unknown): readonly unknown[] {
  return Array.isArray(list) ? (list as readonly unknown[]) : []
}

function nameOf(tool: unknown): string | undefined {
  if (!isRecord(tool)) return undefined
  const { name, id } = tool
  if (typeof name === 'string') return name
  return typeof id === 'string' ? providerToolName(id) : undefined
}

function checkProviderOptions(options: unknown, path: ValuePath, check: ValueCheck): void {
  // A resolver of the program may have providers of its own.
  if (!isRecord(options) || check.acceptsAnyModel) return
  for (const name of Object.keys(options)) {
    if (findProviderName(withHyphens(name)) !== undefined) continue
    const known = [...Object.keys(providers), ...Object.keys(providerAliases)]
    const meant = nearest(name, known)
    check.warn(
      [...path, name],
      `${quote(name)} is no provider, so these options have no effect.`,
      meant === undefined
        ? `Providers: ${Object.keys(providers).map(quote).join(', ')}.`
        : `Did you mean ${quote(meant)}?`,
    )
  }
}

/** `amazonBedrock`, as the packages of providers write it, is `amazon-bedrock`. */
function withHyphens(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
