import { describe, expect, it } from 'vitest'
import { groupKey, optionalKey } from '../../keys/key-entry.ts'
import { text } from '../../keys/value-kinds.ts'
import { createBudgets } from '../../runs/budget/create-budgets.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import { buildSections } from './build-sections.ts'
import type { Section, SectionParts, SystemParts } from './section.ts'

const key = groupKey({ word: optionalKey(text, 'A word.') }, 'A toy.')
const given: SystemParts = {
  directory: '/',
  environment: {},
  ports: {},
  settings: { budgets: createBudgets(), maxRounds: 3 },
  host: {},
}
// The toys below ask nothing of it.
const runtime = {} as Runtime

/** Builds toy sections, each named by its key; the file has them all. */
function build(toys: Readonly<Record<string, Section<typeof key>['build']>>) {
  const table = Object.entries(toys).map(([name, make]): [string, Section] => [
    name,
    { key, ...(make === undefined ? {} : { build: make }) },
  ])
  const config = Object.fromEntries(Object.keys(toys).map((name) => [name, { word: name }]))
  return buildSections(config, given, table)
}

describe('the sections of a file', () => {
  it('are built in the order of the table, each on what those before it have added', async () => {
    const seen: unknown[] = []
    const { settings } = await build({
      one: ({ word }) => ({ settings: { maxRounds: 5, streaming: word === 'one' } }),
      two: (_value, parts) => {
        seen.push(parts.settings.maxRounds, parts.settings.streaming)
        return { settings: { maxRounds: 7 } }
      },
    })
    expect(seen).toEqual([5, true])
    expect(settings).toMatchObject({ maxRounds: 7, streaming: true })
  })

  it('leave alone what they give no value for', async () => {
    const { settings, host } = await build({
      one: () => ({ host: { directory: '/one' } }),
      two: () => ({ settings: { maxRounds: undefined }, host: { directory: undefined } }),
    })
    expect([settings.maxRounds, host.directory]).toEqual([3, '/one'])
  })

  it('are not asked where the file has none, and add nothing where they need not', async () => {
    const built = await buildSections({ other: {} }, given, [['one', { key, build: () => expect.fail('was asked') }]])
    expect(built.settings).toEqual(given.settings)
    expect((await build({ one: undefined })).settings).toEqual(given.settings)
  })

  it('start in their order, and stop and close the other way round, each once', async () => {
    const { log, part } = logged()
    const sections = await build({ one: () => part('one'), two: () => part('two') })
    await sections.prepare()
    await sections.start(runtime)
    for (let times = 0; times < 2; times += 1) {
      await sections.stop()
      await sections.close()
    }
    expect(log).toEqual([
      'prepare one',
      'prepare two',
      'start one',
      'start two',
      'stop two',
      'stop one',
      'close two',
      'close one',
    ])
  })

  it('stop only what was started, and start nothing more once they are stopped', async () => {
    const { log, part } = logged()
    const sections = await build({
      one: () => part('one', { start: () => sections.stop() }),
      two: () => part('two'),
    })
    await sections.start(runtime)
    expect(log).toEqual(['stop one'])
  })

  it('close the others when one fails, and say what failed', async () => {
    const { log, part } = logged()
    const failing = part('two', { close: () => Promise.reject(new Error('two is stuck')) })
    const sections = await build({ one: () => part('one'), two: () => failing, three: () => part('three') })
    await expect(sections.close()).rejects.toThrow('two is stuck')
    expect(log).toEqual(['close three', 'close one'])
  })

  it('close what was built when a later one cannot be built', async () => {
    const { log, part } = logged()
    const built = build({ one: () => part('one'), two: () => Promise.reject(new Error('no such host')) })
    await expect(built).rejects.toThrow('no such host')
    expect(log).toEqual(['close one'])
  })
})

/** Parts that write down what is asked of them. */
function logged() {
  const log: string[] = []
  const note = (what: string, name: string) => () => void log.push(`${what} ${name}`)
  const part = (name: string, parts: SectionParts = {}): SectionParts => ({
    prepare: note('prepare', name),
    start: note('start', name),
    stop: note('stop', name),
    close: note('close', name),
    ...parts,
  })
  return { log, part }
}
