import * as z from 'zod/mini'
import { zod } from '../../keys/zod.ts'
import type { JsonSchema } from '../../schema/json-schema.ts'
import { agentKeys, agentSchemas, agentTable, agentTables, topLevelKeys, topLevelSchema } from './config-table.ts'
import { registeredRoles, type RolesOption, type RoleTraits } from './roles.ts'
import { isRecord } from '../../util/is-record.ts'
import { objectOf, type KeyTable, type ValueEntry } from '../../keys/key-entry.ts'

// In a file any value may be written as a variable, which has the type of a text.
const variable: JsonSchema = { type: 'string', pattern: String.raw`\$\{` }
const draft7 = 'http://json-schema.org/draft-07/schema#'

/**
 * The JSON Schema (draft 7) of configuration files, made from the table that checks them, so that editors complete and
 * check as one types. `roles` are those that a program registers, or their names.
 */
export function configJsonSchema(options: { readonly roles?: RolesOption | undefined } = {}): JsonSchema {
  const registered = registeredRoles(options.roles)
  const branches = [
    ...Object.entries(agentTables).map(([role, keys]) =>
      branch(role, agentSchema(agentSchemas[role as keyof typeof agentSchemas](), keys, role)),
    ),
    ...Array.from(registered, ([role, traits]) => branch(role, registeredSchema(role, traits))),
  ]
  const top = exportSchema(topLevelSchema(), topLevelKeys)
  const items: JsonSchema = {
    type: 'object',
    required: ['name', 'role'],
    properties: {
      role: {
        enum: [...Object.keys(agentTables), ...registered.keys()],
        description: agentKeys.role.description,
      },
    },
    allOf: branches,
  }
  return {
    $schema: draft7,
    title: 'Aixgo configuration',
    ...top,
    required: ['agents'],
    properties: { ...top.properties, agents: { type: 'array', description: 'The agents of the team.', items } },
  }
}

function branch(role: string, then: JsonSchema): JsonSchema {
  // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema, and no function
  return { if: { properties: { role: { const: role } }, required: ['role'] }, then }
}

function agentSchema(schema: z.ZodMiniType, keys: KeyTable, role: string): JsonSchema {
  const exported = exportSchema(schema, keys)
  return { ...exported, properties: { ...exported.properties, role: { const: role } } }
}

function registeredSchema(role: string, traits: RoleTraits): JsonSchema {
  const keys = agentTable(role, traits)
  const schema = agentSchema(objectOf(zod, keys), keys, role)
  return traits.keys === undefined ? { ...schema, additionalProperties: true } : schema
}

function exportSchema(schema: z.ZodMiniType, keys: KeyTable): JsonSchema {
  const exported = z.toJSONSchema(schema, {
    target: 'draft-07',
    io: 'input',
    unrepresentable: 'any',
  })
  const { $schema: _schema, '~standard': _standard, ...rest } = exported as Record<string, unknown>
  return describeKeys(rest, keys)
}

/** Adds to each property what the table knows and zod does not. */
function describeKeys(schema: JsonSchema, keys: KeyTable): JsonSchema {
  const properties: Record<string, JsonSchema> = {}
  const aliases: [string, string][] = []
  for (const [name, entry] of Object.entries(keys)) {
    const property = schema.properties?.[name]
    if (entry.status === 'unsupported' || typeof property !== 'object') continue
    properties[name] = describeProperty(property, entry)
    if (entry.alias === undefined) continue
    properties[entry.alias] = { ...properties[name], description: `Another name of "${name}".` }
    if (entry.required) aliases.push([name, entry.alias])
  }
  const required = schema.required?.filter((name) => !aliases.some(([proper]) => proper === name)) ?? []
  const alternatives = aliases.map(([name, alias]): JsonSchema => ({
    anyOf: [{ required: [name] }, { required: [alias] }],
  }))
  const { required: _required, ...rest } = schema
  return {
    ...rest,
    properties,
    ...(required.length === 0 ? {} : { required }),
    ...(alternatives.length === 0 ? {} : { allOf: alternatives }),
  }
}

function describeProperty(property: JsonSchema, entry: ValueEntry): JsonSchema {
  const description = describeEntry(entry)
  if (entry.keys !== undefined) {
    const below = describeBelow(property, entry.keys)
    return entry.shortFor === undefined
      ? { ...below, description }
      : { anyOf: [below, { type: 'string' }], description }
  }
  // zod cannot say what the user's own data is, beyond that it is a mapping.
  if (entry.type === 'JSON Schema' || entry.type === 'mapping') return { ...property, type: 'object', description }
  if (entry.pattern !== undefined) return { ...property, pattern: String.raw`(?:${entry.pattern})|\$\{`, description }
  const isVariable = entry.format === 'number' || entry.format === 'boolean' || property.enum !== undefined
  return isVariable ? { anyOf: [withoutWideBounds(property), variable], description } : { ...property, description }
}

function describeBelow(property: JsonSchema, keys: KeyTable): JsonSchema {
  const { items } = property
  return isRecord(items) ? { ...property, items: describeKeys(items, keys) } : describeKeys(property, keys)
}

function describeEntry({ description, notice, defaultText }: ValueEntry): string {
  return [description, notice, defaultText === undefined ? undefined : `Default: ${defaultText}.`]
    .filter((part) => part !== undefined)
    .join(' ')
}

/** Without the bounds of whole numbers in JavaScript, which zod adds to every one. */
function withoutWideBounds(schema: JsonSchema): JsonSchema {
  const { maximum, ...rest } = schema
  return maximum === Number.MAX_SAFE_INTEGER || maximum === undefined ? rest : schema
}
