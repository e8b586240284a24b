import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { describeOriginals } from '../../test/support/original-yaml.ts'
import type { Event } from '../events/event.ts'
import { fakeClock } from '../testing/fake-clock.ts'
import { loadSystem } from './build-system.ts'
import { implementationOf } from '../agents/implementation.ts'

const fixtures = join(import.meta.dirname, '../../test/fixtures/original-format')

/** Runs a configuration offline until every agent has answered once, or forty seconds of its own time have passed. */
async function runOffline(file: string) {
  const clock = fakeClock()
  const events: Event[] = []
  const system = await loadSystem(file, {
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
  for (let tenth = 0; tenth < 400 && workers.some((worker) => !finished().has(worker)); tenth++) {
    await clock.advance(100)
    // Modules that are loaded at the first use.
    await vi.dynamicImportSettled()
  }
  const closing = system.close()
  await clock.advance(60_000)
  await closing
  return { workers: workers.toSorted(), finished: [...finished()].toSorted(), events }
}

/** What goes wrong in a run of the file: agents that did no work, and messages that nobody could handle. */
async function faultsOf(file: string): Promise<readonly unknown[]> {
  const { workers, finished, events } = await runOffline(file)
  const idle = workers.filter((worker) => !finished.includes(worker))
  return [...idle, ...events.filter((event) => event.type === 'dead-letter' || event.type === 'run-error')]
}

describe('a configuration in the format of the original, offline', () => {
  it.each(['team', 'questions', 'later'])('%s: every agent does its work', async (name) => {
    expect(await faultsOf(join(fixtures, `${name}.yaml`))).toEqual([])
  })
})

describeOriginals('a configuration of the original, unchanged and offline', (fileOf) => {
  it.each([
    'config-agents',
    'agents-producer',
    'agents-react',
    'use-cases-simple-chatbot',
    'llm-providers-openai',
    'llm-providers-anthropic',
    'orchestration-reflection',
  ])('%s: every agent does its work', async (name) => {
    expect(await faultsOf(fileOf(name))).toEqual([])
  })
})
