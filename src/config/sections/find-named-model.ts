import { camelCase } from '../../keys/camel-case.ts'
import type { AixgoConfig } from '../schema/config-table.ts'
import type { NamedModel, SectionValue } from './section.ts'
import { namedSections } from './section-keys.ts'

/** The model that a name stands for by what a file says; nothing where it is a name of a provider's. */
export function findNamedModel(config: AixgoConfig, name: string): NamedModel | undefined {
  const values = new Map<string, SectionValue | undefined>(Object.entries(config))
  for (const [section, { findModel }] of namedSections) {
    const value = values.get(camelCase(section))
    const found = value === undefined ? undefined : findModel?.(value, name)
    if (found !== undefined) return found
  }
  return undefined
}
