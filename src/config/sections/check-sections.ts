import { configure } from '../../keys/camel-case.ts'
import type { CheckContext } from '../check/check-context.ts'
import { checkValues } from '../check/explain-issue.ts'
import type { CheckedFile, SectionValue } from './section.ts'
import { namedSections } from './section-keys.ts'

/** Checks every section. Gives them as the code names them, or nothing where one of them is wrong. */
export function checkSections(
  values: Readonly<Record<string, unknown>>,
  file: CheckedFile,
  context: CheckContext,
): Readonly<Record<string, unknown>> | undefined {
  const read = namedSections.map(([name, section]) => {
    const keys = { [name]: section.key }
    const checked = checkValues(keys, name in values ? { [name]: values[name] } : {}, [], context)
    return { name, section, configured: checked && configure(checked, keys) }
  })
  for (const { name, section, configured } of read) {
    const [config] = Object.values(configured ?? {}) as [SectionValue?]
    section.check?.({ path: [name], values: values[name], config }, file, context)
  }
  if (read.some(({ configured }) => configured === undefined)) return undefined
  return Object.assign({}, ...read.map(({ configured }) => configured)) as Record<string, unknown>
}
