import { describe, expect, it } from 'vitest'
import { parseBenchOptions } from '../bench/bench-options.ts'
import { collect } from '../bench/collect.ts'
import type { Measure } from '../bench/measure.ts'
import { measures } from '../bench/measures.ts'
import { renderReport } from '../bench/report.ts'
import type { BenchResults } from '../bench/results.ts'
import { summarize } from '../bench/statistics.ts'
import type { SubjectName } from '../bench/subjects.ts'

const environment: BenchResults['environment'] = {
  date: '2026-11-22T00:00:00.000Z',
  node: '24.0.0',
  bun: '1.0.0',
  platform: 'linux x64',
  processor: 'processor',
  cores: 2,
  memoryGigabytes: 4,
  load: { before: 0, after: 0 },
  commit: 'abc',
  versions: {},
}

function fakeMeasure(sample: Measure['sample'], more: Partial<Measure> = {}): Measure {
  return {
    name: 'fake',
    title: 'Fake',
    method: 'By hand.',
    subjects: ['aixgo', 'ai-sdk', 'mastra'],
    metrics: [
      { key: 'time', title: 'time', unit: 'us', better: 'lower', target: { figure: 20 }, recorded: { mastra: 90 } },
    ],
    rounds: { full: 4, quick: 3 },
    needs: [],
    sample,
    ...more,
  }
}

const silent = () => {}

describe('the bench', () => {
  it('measures the subjects by turns, each first in its round once', async () => {
    const order: SubjectName[] = []
    const measure = fakeMeasure((subject) => {
      order.push(subject)
      return Promise.resolve({ time: [1] })
    })
    await collect(measure, 'quick', silent)
    const rounds = [order.slice(0, 3), order.slice(3, 6), order.slice(6)]
    expect(rounds).toEqual([
      ['aixgo', 'ai-sdk', 'mastra'],
      ['ai-sdk', 'mastra', 'aixgo'],
      ['mastra', 'aixgo', 'ai-sdk'],
    ])
  })

  it('sets the median of all rounds beside the promise, the peers and what was recorded of them', async () => {
    const times: Partial<Record<SubjectName, readonly number[]>> = {
      aixgo: [10, 12, 50],
      'ai-sdk': [24, 30, 24],
      mastra: [100, 120, 140],
    }
    const measure = fakeMeasure((subject, { round }) => Promise.resolve({ time: [times[subject]?.[round] ?? 0] }))
    const { subjects } = await collect(measure, 'quick', silent)
    expect(subjects.map(({ name, metrics }) => [name, metrics['time']])).toEqual([
      ['aixgo', { statistics: { count: 3, min: 10, p50: 12, p90: 50, max: 50 }, ratio: 1, target: 20, met: true }],
      ['ai-sdk', { statistics: { count: 3, min: 24, p50: 24, p90: 30, max: 30 }, ratio: 2 }],
      ['mastra', { statistics: { count: 3, min: 100, p50: 120, p90: 140, max: 140 }, ratio: 10, recorded: 90 }],
    ])
  })

  it('adds a promise made above the empty program to what that program took in the same run', async () => {
    const metrics: Measure['metrics'] = [
      { key: 'time', title: 'time', unit: 'ms', better: 'lower', target: { figure: 25, aboveEmpty: true } },
    ]
    const measure = fakeMeasure((subject) => Promise.resolve({ time: [subject === 'empty' ? 18 : 44] }), {
      subjects: ['empty', 'aixgo'],
      metrics,
    })
    const { subjects } = await collect(measure, 'quick', silent)
    expect(subjects.find(({ name }) => name === 'aixgo')?.metrics['time']).toMatchObject({ target: 43, met: false })
  })

  it('gives no figure of a subject that failed in any round, and says why it failed', async () => {
    const measure = fakeMeasure((subject, { round }) =>
      subject === 'ai-sdk' && round === 1
        ? Promise.reject(new Error('the tool never ran'))
        : Promise.resolve({ time: [1] }),
    )
    const result = await collect(measure, 'quick', silent)
    expect(result.subjects.find(({ name }) => name === 'ai-sdk')).toEqual({
      name: 'ai-sdk',
      failure: 'the tool never ran',
      metrics: {},
    })
    expect(renderReport({ effort: 'quick', environment, measures: [result] })).toContain(
      'AI SDK FAILED: the tool never ran',
    )
  })

  it('marks a missed figure in its table', async () => {
    const result = await collect(
      fakeMeasure(() => Promise.resolve({ time: [21] })),
      'quick',
      silent,
    )
    const row = renderReport({ effort: 'quick', environment, measures: [result] })
      .split('\n')
      .find((line) => line.trim().startsWith('aixgo'))
    expect(row).toMatch(/21\.0 .* <= 20\.0 {2}MISSED$/)
  })

  it('measures only what it is asked for, and refuses names it does not know', () => {
    const chosen = parseBenchOptions(['--quick', '--only', 'with-tool,one-call'], measures)
    expect(chosen).toMatchObject({
      effort: 'quick',
      output: 'table',
      measures: [{ name: 'one-call' }, { name: 'with-tool' }],
    })
    expect(() => parseBenchOptions(['--only', 'speed'], measures)).toThrow(
      'There is no measure "speed". Known: cold-start-package',
    )
  })

  it('takes measured values as percentiles', () => {
    expect(summarize([5, 1, 4, 2, 3, 6, 7, 8, 9, 10])).toEqual({ count: 10, min: 1, p50: 5, p90: 9, max: 10 })
    expect(summarize([7])).toEqual({ count: 1, min: 7, p50: 7, p90: 7, max: 7 })
  })
})
