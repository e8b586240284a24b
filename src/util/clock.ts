/** Where time comes from. The core reads no other clock, so a test or a simulator can hand in its own. */
export interface Clock {
  /** Wall-clock time in milliseconds since the Unix epoch. */
  now(): number
  /** Milliseconds from an arbitrary start that never jump; for measuring and for intervals. */
  monotonic(): number
  /** Calls back once after `delayMs` milliseconds; the returned function cancels. */
  setTimer(callback: () => void, delayMs: number): () => void
  /** The same, for what must not keep a process from ending; as `setTimer` where there is none. */
  setQuietTimer?(callback: () => void, delayMs: number): () => void
}

// setTimeout fires at once for delays above 2^31-1 ms, so longer waits are taken in pieces.
const longestTimerMs = 2 ** 31 - 1

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  setTimer: (callback, delayMs) => startTimer(callback, delayMs),
  setQuietTimer: (callback, delayMs) => startTimer(callback, delayMs, true),
}

function startTimer(callback: () => void, delayMs: number, isQuiet = false): () => void {
  let handle: ReturnType<typeof setTimeout>
  const arm = (remainingMs: number): void => {
    const pieceMs = Math.min(remainingMs, longestTimerMs)
    handle = setTimeout(() => (remainingMs > pieceMs ? arm(remainingMs - pieceMs) : callback()), pieceMs)
    if (isQuiet) letProcessEnd(handle)
  }
  arm(Math.max(0, delayMs))
  return () => clearTimeout(handle)
}

/**
 * A clock that looks at another one once in a turn of the event loop. What happens in one turn happens at one time; reading
 * the time for each of many thousand records in it would take longer than what is recorded.
 */
export function turnClock(clock: Clock): Clock {
  let now: number | undefined
  let monotonic: number | undefined
  const forget = (): void => {
    now = undefined
    monotonic = undefined
  }
  const keep = (): void => {
    if (now === undefined && monotonic === undefined) afterTurn(forget)
  }
  return {
    now: () => {
      if (now !== undefined) return now
      keep()
      return (now = clock.now())
    },
    monotonic: () => {
      if (monotonic !== undefined) return monotonic
      keep()
      return (monotonic = clock.monotonic())
    },
    setTimer: (callback, delayMs) => clock.setTimer(callback, delayMs),
    setQuietTimer: (callback, delayMs) => clock.setQuietTimer?.(callback, delayMs) ?? clock.setTimer(callback, delayMs),
  }
}

/** Waits until the event loop has been round once, so that timers, sockets and signals have had their turn. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => afterTurn(resolve))
}

function afterTurn(callback: () => void): void {
  if (typeof setImmediate === 'undefined') setTimeout(callback, 0)
  else setImmediate(callback)
}

/** A timer that the process does not wait for when it has nothing else to do. In a browser it is a number, and nothing waits. */
export function letProcessEnd(timer: ReturnType<typeof setTimeout> | number): void {
  if (typeof timer !== 'number') timer.unref()
}
