import { CycleCounter } from './cycle-counter.ts'
import { digestIteration, type CallDigest, type IterationDigest } from './iteration-digest.ts'
import type { Iteration } from '../stop-condition.ts'

/** How patient the loop detector is. Counts are in iterations of the loop. */
export interface LoopDetection {
  /** Iterations in a circle, or without progress, before a warning; 4. */
  readonly warnAfter?: number | undefined
  /** Iterations in a circle, or without progress, before the agent is stopped; 8. */
  readonly stopAfter?: number | undefined
  /**
   * Iterations with the same calls but other results, as when something is polled, before the agent is stopped. Not
   * stopped unless given: there is a warning after 30 of them.
   */
  readonly pollStopAfter?: number | undefined
}

/** What the detector has found. */
export interface StuckLoop {
  readonly action: 'warn' | 'stop'
  readonly kind: 'repetition' | 'ping-pong' | 'no-progress' | 'polling'
  readonly iterations: number
  /** Says what goes round. */
  readonly reason: string
}

type Finding = Omit<StuckLoop, 'action'>

const pollWarnAfter = 30
const cycleLengths = [1, 2, 3, 4] as const

/**
 * Looks for an agent that goes round in circles: the same calls with the same results again and again, a few that
 * alternate, or iterations that bring nothing that was not known before. A call that was never made before is progress,
 * even where it fails, and so is a result that differs from the one before. Depends on nothing but its arguments.
 */
export function detectStuckLoop(iterations: readonly Iteration[], options: LoopDetection = {}): StuckLoop | undefined {
  const detector = new StuckLoopDetector(options)
  let found: StuckLoop | undefined
  for (const iteration of iterations) found = detector.add(iteration)
  return found
}

/**
 * Does what `detectStuckLoop` does for a run in progress: takes one iteration at a time, reads it once, and keeps only
 * digests of a fixed size, so that the work for one iteration does not grow with the number or size of those before.
 */
export class StuckLoopDetector {
  readonly #limits: { readonly warnAfter: number; readonly stopAfter: number; readonly pollStopAfter: number }
  readonly #wholes = new CycleCounter(cycleLengths.length)
  readonly #calls = new CycleCounter(cycleLengths.length)
  readonly #latestResults = new Map<string, string>()
  #recent: readonly IterationDigest[] = []
  #withoutProgress = 0
  #found: StuckLoop | undefined

  constructor({ warnAfter = 4, stopAfter = 8, pollStopAfter = Infinity }: LoopDetection = {}) {
    this.#limits = { warnAfter, stopAfter, pollStopAfter }
  }

  /** Takes the next iteration and says what the agent is caught in after it. One without tool calls changes nothing. */
  add(iteration: Iteration): StuckLoop | undefined {
    if (iteration.toolCalls.length === 0) return this.#found
    const digest = digestIteration(iteration)
    this.#wholes.add(digest.callsAndResults)
    this.#calls.add(digest.calls)
    this.#withoutProgress = this.#bringsNews(digest.parts) ? 0 : this.#withoutProgress + 1
    this.#recent = [...this.#recent, digest].slice(-cycleLengths.length)
    const { warnAfter, stopAfter, pollStopAfter } = this.#limits
    const findings = [
      grade(this.#circle(), warnAfter, stopAfter),
      grade(this.#polling(), pollWarnAfter, pollStopAfter),
    ].filter((finding) => finding !== undefined)
    this.#found = findings.find(({ action }) => action === 'stop') ?? findings[0]
    return this.#found
  }

  /** True unless each call was made before and its latest result was the same. Remembers the results. */
  #bringsNews(parts: readonly CallDigest[]): boolean {
    const isNews = parts.some(({ call, result }) => this.#latestResults.get(call) !== result)
    for (const { call, result } of parts) this.#latestResults.set(call, result)
    return isNews
  }

  #circle(): Finding {
    return longest([...cycleLengths.map((length) => this.#cycle(length)), noProgress(this.#withoutProgress)])
  }

  #cycle(length: number): Finding {
    const iterations = this.#wholes.count(length)
    if (length === 1) return repetition(iterations, this.#recent.at(-1))
    const last = this.#recent.slice(-length)
    // The same call with results that come and go is something that changes and is looked at.
    const alternates = last.some(({ calls }) => calls !== last[0]?.calls)
    return pingPong(alternates ? iterations : 0, last)
  }

  #polling(): Finding {
    return longest(cycleLengths.map((length) => polling(this.#calls.count(length), this.#recent.slice(-length))))
  }
}

function grade(finding: Finding, warnAfter: number, stopAfter: number): StuckLoop | undefined {
  if (finding.iterations >= stopAfter) return { ...finding, action: 'stop' }
  return finding.iterations >= warnAfter ? { ...finding, action: 'warn' } : undefined
}

function repetition(iterations: number, last: IterationDigest | undefined): Finding {
  const outcome = last?.failed === true ? 'failed each time' : 'the same result'
  return {
    kind: 'repetition',
    iterations,
    reason: `${last?.names ?? ''} was called ${iterations} times in a row with the same arguments and ${outcome}`,
  }
}

function pingPong(iterations: number, circle: readonly IterationDigest[]): Finding {
  return {
    kind: 'ping-pong',
    iterations,
    reason: `it went back and forth between the same ${circle.length} iterations with ${namesOf(circle)} for ${iterations} iterations`,
  }
}

function noProgress(iterations: number): Finding {
  return {
    kind: 'no-progress',
    iterations,
    reason: `the last ${iterations} iterations brought nothing new: every call had been made before and had the same result, or failed again`,
  }
}

function polling(iterations: number, circle: readonly IterationDigest[]): Finding {
  return {
    kind: 'polling',
    iterations,
    reason: `${namesOf(circle)} came with the same arguments, though with other results, for ${iterations} iterations`,
  }
}

function namesOf(circle: readonly IterationDigest[]): string {
  return [...new Set(circle.map(({ names }) => names))].join(' and ')
}

/** The finding with the most iterations; of equals the first. */
function longest(findings: readonly Finding[]): Finding {
  return findings.reduce((best, finding) => (finding.iterations > best.iterations ? finding : best))
}
