import type { SubjectName } from './subjects.ts'

/** One figure of a measure. */
export interface Metric {
  readonly key: string
  readonly title: string
  readonly unit: string
  readonly better: 'lower' | 'higher'
  /** What aixgo promises; see `targets.ts`. */
  readonly target?: Target | undefined
  /** What the design recorded for each peer when the promise was made. */
  readonly recorded?: Partial<Record<SubjectName, number>> | undefined
}

/** A promised figure. */
export interface Target {
  readonly figure: number
  /** Added to what the empty program took in the same run. */
  readonly aboveEmpty?: boolean
}

/** The measured values of one sample, by metric. */
export type Series = Readonly<Record<string, readonly number[]>>

/** How thorough a run of the bench is. */
export type Effort = 'full' | 'quick'

/** Something that is measured for several subjects, side by side. */
export interface Measure {
  readonly name: string
  readonly title: string
  /** How it is measured, in a sentence. */
  readonly method: string
  readonly subjects: readonly SubjectName[]
  readonly metrics: readonly Metric[]
  readonly rounds: Readonly<Record<Effort, number>>
  /** What must be there before it can be measured. */
  readonly needs: readonly Need[]
  /** Measures a subject once, in a process of its own. Rejects when the subject did not do the work. */
  sample(subject: SubjectName, options: SampleOptions): Promise<Series>
}

/** Which sample of a series this is. */
export interface SampleOptions {
  readonly effort: Effort
  /** Counted from 0. */
  readonly round: number
}

/** The libraries under `bench/node_modules`; the built package; the executables. */
export type Need = 'peers' | 'package' | 'executable'
