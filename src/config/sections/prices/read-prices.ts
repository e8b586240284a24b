import { resolve } from 'node:path'
import type { PriceTable } from '../../../models/prices/model-price.ts'
import { CheckContext } from '../../check/check-context.ts'
import { checkKeys } from '../../check/check-keys.ts'
import { checkValues } from '../../check/explain-issue.ts'
import type { Finding } from '../../problems/config-problem.ts'
import { createConfigError, locateFindings } from '../../problems/report.ts'
import { SourceText } from '../../problems/source-text.ts'
import { readFileUpTo } from '../../read-file.ts'
import { configure } from '../../../keys/camel-case.ts'
import { priceKeys } from './prices-keys.ts'
import { decodeUtf8 } from '../../yaml/decode-utf8.ts'
import { Positions } from '../../yaml/positions.ts'
import { readYaml } from '../../yaml/read-yaml.ts'
import { defaultYamlLimits } from '../../yaml/yaml-limits.ts'
import type { YamlMapping } from '../../yaml/yaml-node.ts'

/**
 * Reads a file of prices: YAML or JSON, a mapping of models to what a million of their tokens costs.
 * @throws ConfigError with every problem of the file.
 */
export function readPrices(directory: string, file: string): PriceTable {
  const reading = readFileUpTo(resolve(directory, file), defaultYamlLimits.fileBytes)
  if ('finding' in reading) throw refusal([reading.finding], file, '')
  const decoded = decodeUtf8(reading.bytes)
  if ('finding' in decoded) throw refusal([decoded.finding], file, decoded.text)
  const { text } = decoded
  const { root, findings } = readYaml(text)
  if (root === undefined || findings.length > 0) throw refusal(findings, file, text)
  const context = new CheckContext({
    positions: new Positions(new SourceText(file, text), root),
    lookup: () => undefined,
    unsetIs: 'error',
    customRoles: new Map(),
  })
  if (root.kind !== 'mapping') context.error([], 'The file must hold models and their prices.', hint)
  const table = root.kind === 'mapping' ? checkModels(root, context) : {}
  if (context.findings.length > 0) throw refusal(context.findings, file, text)
  return table
}

const hint = 'Write "openai:gpt-x: { input: 1.5, output: 6 }", in US dollars for a million tokens.'

function checkModels(root: YamlMapping, context: CheckContext): PriceTable {
  const table: Record<string, PriceTable[string]> = {}
  for (const { key: model, value } of root.entries.values()) {
    if (value.kind !== 'mapping') {
      context.error([model], `The price of "${model}" must be a mapping.`, hint)
      continue
    }
    const values = checkKeys(value, { path: [model], keys: priceKeys, place: 'prices' }, context)
    const checked = checkValues(priceKeys, values, [model], context)
    // `configure` renames keys as the type says; the compiler cannot follow it through the table.
    if (checked !== undefined) table[model] = configure(checked, priceKeys) as unknown as PriceTable[string]
  }
  return table
}

function refusal(findings: readonly Finding[], file: string, text: string): Error {
  return createConfigError(locateFindings(findings, new SourceText(file, text)))
}
