import type { JsonValue } from '../../util/json/json.ts'
import { hasVariables, interpolate } from '../interpolate.ts'
import type { ConfigPath } from '../problems/config-problem.ts'
import { quote } from '../../util/text/printable.ts'
import type { ValueKind } from '../../keys/value-kinds.ts'
import { isSecretKey, isSecretVariable } from '../secrets.ts'
import { resolvePlain } from '../yaml/resolve-plain.ts'
import type { YamlNode, YamlScalar } from '../yaml/yaml-node.ts'
import type { CheckContext } from './check-context.ts'

/** The plain value of a node, with variables filled in and secrets noted. Keys below it are taken as they are. */
export function readValue(
  node: YamlNode,
  path: ConfigPath,
  context: CheckContext,
  format?: ValueKind['format'],
): JsonValue {
  switch (node.kind) {
    case 'scalar':
      return readScalar(node, path, context, format)
    case 'sequence':
      return node.items.map((item, index) => readValue(item, [...path, index], context))
    case 'mapping':
      // Reading has refused `__proto__`, so no key can reach a prototype.
      return Object.fromEntries(
        Array.from(node.entries.values(), (entry) => [
          entry.key,
          readValue(entry.value, [...path, entry.key], context),
        ]),
      )
    default:
      return node satisfies never
  }
}

function readScalar(
  node: YamlScalar,
  path: ConfigPath,
  context: CheckContext,
  format?: ValueKind['format'],
): JsonValue {
  if (typeof node.value !== 'string') {
    if (node.value !== null && isUnderSecretKey(path)) context.secrets.add(String(node.value))
    return node.value
  }
  const text = hasVariables(node.value) ? fillIn(node.value, path, context) : node.value
  if (text !== '' && isUnderSecretKey(path) && !context.isDoubtful(path)) context.secrets.add(text)
  if (format === 'path') return expandHome(text, context.home)
  // `${ROUNDS}` was a text when the file was parsed, and must be quoted inside of braces; filled in it may be the number
  // that is wanted.
  const isConvertible = (format === 'number' || format === 'boolean') && text !== node.value
  return isConvertible ? resolvePlain(text) : text
}

function fillIn(text: string, path: ConfigPath, context: CheckContext): string {
  const filled = interpolate(text, context.lookup)
  for (const mistake of filled.mistakes) context.error(path, mistake, 'For a "${" that is no variable write "$${".')
  for (const name of filled.unset) {
    context.report({
      severity: context.unsetIs,
      code: 'CONFIG_VARIABLE_UNSET',
      message: `The variable ${quote(name)} is not set.`,
      hint: `Set it, in the environment or in ".env" beside this file, or write "\${${name}:-default}". For a plain "\${" write "$\${".`,
      path,
      span: context.positions.nearestSpan(path),
    })
  }
  if (filled.mistakes.length > 0 || filled.unset.length > 0) context.doubt(path)
  for (const { name, value } of filled.used) if (value !== '' && isSecretVariable(name)) context.secrets.add(value)
  return filled.text
}

/** True when the innermost key of a path names a secret. */
export function isUnderSecretKey(path: ConfigPath): boolean {
  const key = path.findLast((step) => typeof step === 'string')
  return key !== undefined && isSecretKey(key)
}

function expandHome(path: string, home: () => string): string {
  return path === '~' || path.startsWith('~/') || path.startsWith('~\\') ? `${home()}${path.slice(1)}` : path
}
