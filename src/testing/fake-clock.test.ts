import { describe, expect, it } from 'vitest'
import { delay } from '../util/abort.ts'
import { fakeClock } from './fake-clock.ts'

describe('fakeClock', () => {
  it('stands still until it is moved', async () => {
    const clock = fakeClock(1000)
    expect([clock.now(), clock.monotonic()]).toEqual([1000, 0])
    await clock.advance(250)
    expect([clock.now(), clock.monotonic()]).toEqual([1250, 250])
  })

  it('fires timers in the order they are due, at the time they are due', async () => {
    const clock = fakeClock()
    const fired: string[] = []
    clock.setTimer(() => fired.push(`late at ${clock.now()}`), 30)
    clock.setTimer(() => fired.push(`early at ${clock.now()}`), 10)
    clock.setTimer(() => fired.push(`early too at ${clock.now()}`), 10)
    await clock.advance(29)
    expect(fired).toEqual(['early at 10', 'early too at 10'])
    await clock.advance(1)
    expect(fired.at(-1)).toBe('late at 30')
  })

  it('fires timers that are set while time passes', async () => {
    const clock = fakeClock()
    let ticks = 0
    const tick = async (): Promise<void> => {
      for (;;) {
        await delay(10, { clock })
        ticks += 1
      }
    }
    void tick()
    await clock.advance(55)
    expect(ticks).toBe(5)
  })

  it('does not fire what was cancelled, and forgets it', async () => {
    const clock = fakeClock()
    let hasFired = false
    const cancel = clock.setTimer(() => (hasFired = true), 10)
    expect(clock.pendingTimers).toBe(1)
    cancel()
    expect(clock.pendingTimers).toBe(0)
    await clock.advance(20)
    expect(hasFired).toBe(false)
  })
})
