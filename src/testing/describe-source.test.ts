import { describe, expect, it } from 'vitest'
import { failuresOf } from '../../test/support/failures-of.ts'
import { temporaryFolder } from '../../test/support/temporary-folder.ts'
import { describeSource, type DescribeSourceOptions } from './describe-source.ts'
import type { SourceUnderTest } from './source-suite/source-test.ts'

/** What goes wrong in a source of three numbers. */
interface Flaws {
  readonly order?: readonly number[]
  readonly opensEarly?: boolean
  readonly staysOpen?: boolean
  readonly readsAhead?: boolean
  readonly isEndless?: boolean
  readonly once?: boolean
}

function numbers(flaws: Flaws): SourceUnderTest {
  const state = { asked: 0, open: false, used: false }
  const order = flaws.once === true ? () => (state.used ? [] : [1, 2, 3]) : () => flaws.order ?? [1, 2, 3]
  return {
    source: {
      async *generate() {
        const all = order()
        state.used = true
        state.open = true
        try {
          if (flaws.readsAhead === true) state.asked = all.length
          for (const number of all) {
            state.asked += 1
            yield number
          }
          while (flaws.isEndless === true) yield 0
        } finally {
          if (flaws.staysOpen !== true) state.open = false
        }
      },
    },
    items: [1, 2, 3],
    isOpen: () => flaws.opensEarly === true || state.open,
    read: { soFar: () => state.asked, mostForOne: 1 },
    directory: temporaryFolder({ 'numbers.mjs': 'export const numbers = () => [1, 2, 3]' }),
    file: { keys: { module: './numbers.mjs' } },
  }
}

function failuresWith(flaws: Flaws, rest: Partial<DescribeSourceOptions> = {}) {
  return failuresOf((runner) =>
    describeSource('flawed', { ...runner, create: () => numbers(flaws), broken: {}, ...rest }),
  )
}

describe('describeSource', () => {
  it('finds nothing wrong with a sound source', async () => {
    expect(await failuresWith({})).toEqual([])
  })

  it('finds items out of order, and items that do not come again', async () => {
    expect(await failuresWith({ order: [2, 1, 3] })).toContain('gives its items in order')
    const again = 'gives the same items when it is opened again, as a restart does'
    expect(await failuresWith({ once: true })).toEqual([again])
    expect(await failuresWith({ once: true }, { without: { again: 'it forgets' } })).toEqual([])
  })

  it('finds a source that reads ahead, or opens what nobody has asked for', async () => {
    expect(await failuresWith({ readsAhead: true })).toEqual(['reads no further than it is asked to'])
    expect(await failuresWith({ opensEarly: true })).toContain('opens nothing before its first item is asked for')
  })

  it('finds a source that ends late or leaves things open', async () => {
    expect(await failuresWith({ isEndless: true })).toEqual(['ends after its last item, and has closed what it opened'])
    expect(await failuresWith({ staysOpen: true })).toEqual([
      'ends after its last item, and has closed what it opened',
      'closes what it opened when its reader leaves',
      'ends, and closes what it opened, when it is aborted between two items',
      'ends, and closes what it opened, when it is aborted while it is asked for an item',
    ])
  })

  it('finds errors that do not say where', async () => {
    const generate = () => [1, (() => 2) as never]
    const broken = (place: string) => ({
      'no JSON': { create: () => ({ source: { generate }, isOpen: () => false }), place },
    })
    expect(await failuresWith({}, { broken: broken('item 2') })).toEqual([])
    expect(await failuresWith({}, { broken: broken('item 7') })).toEqual(['says where it fails: no JSON'])
  })
})
