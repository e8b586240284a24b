import { doors, doorSource } from '../../src/config/modules/doors.ts'
import type { Declaration, Declarations, Origin } from './read-declarations.ts'

/**
 * What each door shows: the declarations of the names it exports, and of what these mention and no door exports. A name that
 * several doors export is declared by the first of them. What comes from packages is named, and not repeated.
 */
export function reportDoors(declarations: Declarations): ReadonlyMap<string, string> {
  const exported = new Map(doors.map((door) => [door, declarations.exportsOf(doorSource(door))]))
  const homes = new Map<string, string>()
  for (const [door, names] of exported) {
    for (const found of names.values()) if ('key' in found && !homes.has(found.key)) homes.set(found.key, door)
  }
  const isPublic = new Set(homes.keys())
  const find = (key: string): Declaration | undefined => {
    const found = declarations.find(key)
    return found === undefined || isPublic.has(key) ? found : withoutTable(found)
  }
  for (const door of doors) {
    const keys = [...homes].filter(([, home]) => home === door).map(([key]) => key)
    for (const key of keys) {
      for (const found of find(key)?.mentions.values() ?? []) {
        if (!('key' in found) || homes.has(found.key)) continue
        homes.set(found.key, door)
        keys.push(found.key)
      }
    }
  }
  return new Map(doors.map((door) => [door, reportDoor(door)]))

  function reportDoor(door: string): string {
    const here = [...homes]
      .filter(([, home]) => home === door)
      .flatMap(([key]) => {
        const declaration = find(key)
        return declaration === undefined ? [] : [{ ...declaration, isPublic: isPublic.has(key) }]
      })
    const elsewhere = [...(exported.get(door as (typeof doors)[number]) ?? [])].flatMap(([name, found]) => {
      const home = 'key' in found ? homes.get(found.key) : found.module
      return home === undefined || home === door ? [] : [{ name, home }]
    })
    const sections = [
      `// ${door}. Written by "npm run generate:api"; names of other doors and packages are imported, not repeated.`,
      importsOf(door, here),
      ...grouped(elsewhere).map(
        ([home, names]) => `export {\n${names.map((name) => `  ${name},\n`).join('')}} from '${home}'`,
      ),
      ...texts(here.filter((each) => each.isPublic)),
      ...texts(here.filter((each) => !each.isPublic)).map((text, index) =>
        index === 0 ? `// What the names above mention, and no door exports.\n\n${text}` : text,
      ),
    ]
    return `${sections.filter((text) => text !== '').join('\n\n')}\n`
  }

  function importsOf(door: string, here: readonly Declaration[]): string {
    const needed = here.flatMap(({ mentions }) =>
      [...mentions].flatMap(([name, found]) => neededFrom(door, name, found)),
    )
    return grouped(needed)
      .map(([home, names]) => `import type {\n${names.map((name) => `  ${name},\n`).join('')}} from '${home}'`)
      .join('\n')
  }

  function neededFrom(door: string, name: string, found: Origin): readonly { name: string; home: string }[] {
    const home = 'key' in found ? homes.get(found.key) : found.module
    return home === undefined || home === door ? [] : [{ name, home }]
  }
}

/** A table that a type is derived from says what keys there are, at length; the documents of its keys show that better. */
function withoutTable(declaration: Declaration): Declaration {
  const cut = /^(?:export )?(?:declare )?const \w+: \{$/m.exec(declaration.text)
  if (cut === null) return declaration
  return { ...declaration, text: `${declaration.text.slice(0, cut.index)}${cut[0]} /* ... */ };`, mentions: new Map() }
}

function texts(declarations: readonly Declaration[]): readonly string[] {
  const plain = (text: string): string =>
    text.replace(/^(?:export )?(?:declare )?(?=\w)/gm, '').replaceAll('    ', '  ')
  return declarations.toSorted((a, b) => compare(a.name, b.name)).map(({ text }) => plain(text))
}

function grouped(
  items: readonly { readonly name: string; readonly home: string }[],
): readonly (readonly [home: string, names: readonly string[]])[] {
  const groups = new Map<string, Set<string>>()
  for (const { name, home } of items) groups.set(home, (groups.get(home) ?? new Set()).add(name))
  return [...groups]
    .toSorted(([a], [b]) => compare(a, b))
    .map(([home, names]) => [home, [...names].toSorted(compare)] as const)
}

function compare(a: string, b: string): number {
  return a.toLowerCase() < b.toLowerCase() ? -1 : 1
}
