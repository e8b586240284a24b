import type { Section } from './section.ts'
import { sections } from './sections.ts'

type SectionKeys = { readonly [Name in keyof typeof sections]: (typeof sections)[Name]['key'] }

/** The sections by the keys of the file, in the order of the table. */
export const namedSections: readonly (readonly [string, Section])[] = Object.entries(sections)

/** The keys of all sections. */
export const sectionKeys = Object.fromEntries(
  namedSections.map(([name, { key }]) => [name, key]),
  // `Object.fromEntries` forgets the names.
) as SectionKeys
