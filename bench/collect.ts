import type { Effort, Measure, Series } from './measure.ts'
import { judge, type Collected, type MeasureResult } from './results.ts'
import { subjects, type SubjectName } from './subjects.ts'

/**
 * Measures all subjects of a measure by turns (A B C, B C A, ...), so that a slower minute of the machine meets all of them
 * alike. A subject that fails is told as failed and measured no further.
 */
export async function collect(measure: Measure, effort: Effort, tell: (line: string) => void): Promise<MeasureResult> {
  const rounds = measure.rounds[effort]
  const collected = new Map(measure.subjects.map((name): [SubjectName, Collected] => [name, { series: {} }]))
  for (let round = 0; round < rounds; round += 1) {
    for (const name of rotate(measure.subjects, round)) {
      const soFar = collected.get(name) ?? { series: {} }
      if (soFar.failure !== undefined) continue
      tell(`${measure.name}: round ${round + 1} of ${rounds}, ${subjects[name].title}`)
      collected.set(name, await sampleOnce(measure, name, { soFar, effort, round }))
    }
  }
  return judge(measure, rounds, collected)
}

interface Turn {
  readonly soFar: Collected
  readonly effort: Effort
  readonly round: number
}

async function sampleOnce(measure: Measure, name: SubjectName, { soFar, effort, round }: Turn): Promise<Collected> {
  try {
    return { series: join(soFar.series, await measure.sample(name, { effort, round })) }
  } catch (error) {
    return { series: soFar.series, failure: error instanceof Error ? error.message : String(error) }
  }
}

function join(first: Series, second: Series): Series {
  const keys = new Set([...Object.keys(first), ...Object.keys(second)])
  return Object.fromEntries([...keys].map((key) => [key, [...(first[key] ?? []), ...(second[key] ?? [])]]))
}

function rotate<Item>(items: readonly Item[], by: number): readonly Item[] {
  const start = by % items.length
  return [...items.slice(start), ...items.slice(0, start)]
}
