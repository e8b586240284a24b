import type { Effort, Measure, Metric, Target } from './measure.ts'
import { summarize, type Statistics } from './statistics.ts'
import type { SubjectName } from './subjects.ts'

/** What a run of the bench found: the contents of `results/latest.json`. */
export interface BenchResults {
  readonly effort: Effort
  readonly environment: Environment
  readonly measures: readonly MeasureResult[]
}

/** The machine and the versions the figures belong to. */
export interface Environment {
  readonly date: string
  readonly node: string
  readonly bun: string
  readonly platform: string
  readonly processor: string
  readonly cores: number
  readonly memoryGigabytes: number
  /** Load of the machine over a minute, before and after: other work makes figures worse. */
  readonly load: { readonly before: number; readonly after: number }
  readonly commit: string
  readonly versions: Readonly<Record<string, string>>
}

/** One measure, with what each subject reached. */
export interface MeasureResult {
  readonly name: string
  readonly title: string
  readonly method: string
  readonly rounds: number
  readonly metrics: readonly Metric[]
  readonly subjects: readonly SubjectResult[]
}

/** What one subject reached; its failure when it did not do the work. */
export interface SubjectResult {
  readonly name: SubjectName
  readonly failure?: string | undefined
  readonly metrics: Readonly<Record<string, Figures>>
}

/** One figure of one subject. */
export interface Figures {
  readonly statistics: Statistics
  /** How many times the figure of aixgo it is, medians compared. */
  readonly ratio?: number | undefined
  /** What aixgo promises here. */
  readonly target?: number | undefined
  readonly met?: boolean | undefined
  /** What the design recorded for this peer. */
  readonly recorded?: number | undefined
}

/** What was collected of one subject. */
export interface Collected {
  readonly series: Readonly<Record<string, readonly number[]>>
  readonly failure?: string | undefined
}

/** Sums up what was collected for a measure, and sets it beside the promised figures. */
export function judge(measure: Measure, rounds: number, collected: ReadonlyMap<SubjectName, Collected>): MeasureResult {
  const { name, title, method, metrics } = measure
  const median = (subject: SubjectName, { key }: Metric): number | undefined => {
    const { series, failure } = collected.get(subject) ?? { series: {} }
    const values = series[key] ?? []
    return failure !== undefined || values.length === 0 ? undefined : summarize(values).p50
  }
  const results = [...collected].map(([subject, { series, failure }]): SubjectResult => {
    if (failure !== undefined) return { name: subject, failure, metrics: {} }
    const measured = metrics.filter(({ key }) => (series[key] ?? []).length > 0)
    const figures = measured.map((metric): readonly [string, Figures] => {
      const statistics = summarize(series[metric.key] ?? [])
      const ratio = ratioOf(statistics.p50, median('aixgo', metric))
      const promised = subject === 'aixgo' ? promise(metric, statistics.p50, median('empty', metric)) : {}
      return [metric.key, { statistics, ratio, ...promised, recorded: metric.recorded?.[subject] }]
    })
    return { name: subject, metrics: Object.fromEntries(figures) }
  })
  return { name, title, method, rounds, metrics, subjects: results }
}

function promise(
  { target, better }: Metric,
  figure: number,
  empty: number | undefined,
): Pick<Figures, 'target' | 'met'> {
  if (target === undefined) return {}
  const limit = limitOf(target, empty)
  if (limit === undefined) return {}
  return { target: limit, met: better === 'lower' ? figure <= limit : figure >= limit }
}

function limitOf({ figure, aboveEmpty }: Target, empty: number | undefined): number | undefined {
  if (aboveEmpty !== true) return figure
  return empty === undefined ? undefined : empty + figure
}

function ratioOf(figure: number, aixgo: number | undefined): number | undefined {
  return aixgo === undefined || aixgo === 0 ? undefined : figure / aixgo
}
