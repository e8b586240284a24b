import type { RoleHost } from '../../agents/role.ts'
import { camelCase } from '../../keys/camel-case.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { defined } from '../../util/options/defined.ts'
import { namedSections } from './section-keys.ts'
import type { Section, SectionParts, SectionValue, SystemParts } from './section.ts'

/** All that the sections of a file add to its system. */
export interface BuiltSections {
  readonly settings: SystemParts['settings']
  readonly host: Partial<RoleHost>
  prepare(): Promise<void>
  start(runtime: Runtime): Promise<void>
  /** Stops what was started, last first. */
  stop(): Promise<void>
  /** Gives back what the sections hold, last first. */
  close(): Promise<void>
}

/** Builds the sections that a file has, each on what those before it have added. `table` is another one in tests. */
export async function buildSections(
  config: object,
  given: SystemParts,
  table: readonly (readonly [string, Section])[] = namedSections,
): Promise<BuiltSections> {
  const values = new Map<string, SectionValue | undefined>(Object.entries(config))
  const parts = { ...given, settings: { ...given.settings }, host: { ...given.host } }
  const built: SectionParts[] = []
  const close = (): Promise<void> => endAll(built.splice(0).map((section) => section.close))
  try {
    for (const [name, section] of table) {
      const value = values.get(camelCase(name))
      const added = value === undefined ? undefined : await section.build?.(value, parts)
      if (added === undefined) continue
      built.push(added)
      Object.assign(parts.settings, defined(added.settings ?? {}))
      Object.assign(parts.host, defined(added.host ?? {}))
    }
  } catch (thrown) {
    await close()
    throw thrown
  }
  return { settings: parts.settings, host: parts.host, ...lifecycleOf(built), close }
}

function lifecycleOf(built: readonly SectionParts[]): Pick<BuiltSections, 'prepare' | 'start' | 'stop'> {
  const started: SectionParts[] = []
  let isStopped = false
  return {
    prepare: async () => {
      for (const section of built) await section.prepare?.()
    },
    start: async (runtime) => {
      for (const section of built) {
        // A system may be closed while it starts.
        if (isStopped) return
        started.push(section)
        await section.start?.(runtime)
      }
    },
    stop: () => {
      isStopped = true
      return endAll(started.splice(0).map((section) => section.stop))
    },
  }
}

/** Calls all, last first, each once and whatever the others do; then throws what the first of them threw. */
async function endAll(ends: readonly SectionParts['stop'][]): Promise<void> {
  const failures: unknown[] = []
  for (const end of ends.toReversed()) {
    try {
      await end?.()
    } catch (thrown) {
      failures.push(thrown)
    }
  }
  if (failures.length > 0) throw failures[0]
}
