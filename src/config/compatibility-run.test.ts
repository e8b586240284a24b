import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Event } from '../events/event.ts'
import { fakeClock } from '../testing/fake-clock.ts'
import { loadSystem } from './build-system.ts'
import { implementationOf } from '../agents/implementation.ts'

const folder = join(import.meta.dirname, '../../../shared/original-yaml')
const files = [
  'config-agents',
  'agents-producer',
  'agents-react',
  'use-cases-simple-chatbot',
  'llm-providers-openai',
  'llm-providers-anthropic',
  'orchestration-reflection',
]

// They lie beside the repository and are not copied into it; without them there is nothing to check here.
describe.runIf(existsSync(folder))('a configuration of the original, unchanged and offline', () => {
  it.each(files)(
    '%s: every agent does its work',
    async (name) => {
      const clock = fakeClock()
      const events: Event[] = []
      const system = await loadSystem(join(folder, `${name}.yaml`), {
        offline: true,
        clock,
        environment: {},
        onEvent: (event) => void events.push(event),
        openOutput: () => ({ write: () => {}, close: async () => {} }),
      })
      await system.start()
      const sources = [...system.agents.values()].filter((agent) => implementationOf(agent).source !== undefined)
      const channels = system.inputs.filter((input) => !sources.some((agent) => agent.name === input))
      await Promise.all(
        channels.map((channel) => system.runtime.send(channel, 'Check the database for telescope positions.')),
      )
      const finished = (): ReadonlySet<string> =>
        new Set(events.flatMap((event) => (event.type === 'run-finish' ? [event.agent] : [])))
      const workers = [...system.agents.values()]
        .filter((agent) => implementationOf(agent).source === undefined)
        .map((agent) => agent.name)
      // Forty seconds of the fake clock, slowly enough in real time for the modules that are loaded at the first use.
      for (let tenth = 0; tenth < 400 && workers.some((worker) => !finished().has(worker)); tenth++) {
        await clock.advance(100)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      expect([...finished()].toSorted()).toEqual(workers.toSorted())
      expect(events.filter((event) => event.type === 'dead-letter' || event.type === 'run-error')).toEqual([])
      const closing = system.close()
      await clock.advance(60_000)
      await closing
    },
    30_000,
  )
})
