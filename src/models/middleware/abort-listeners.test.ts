import { getEventListeners } from 'node:events'
import { describe, expect, it } from 'vitest'
import { whenAborted } from './abort-listeners.ts'

describe('those who wait for one signal', () => {
  it('share one listener, which goes with the last of them', () => {
    const { signal } = new AbortController()
    const stops = [1, 2, 3].map(() => whenAborted(signal, () => {}))
    expect(getEventListeners(signal, 'abort')).toHaveLength(1)
    for (const stop of [...stops, ...stops]) stop()
    expect(getEventListeners(signal, 'abort')).toHaveLength(0)
  })

  it('are called once, in order, but for those who left', () => {
    const controller = new AbortController()
    const called: string[] = []
    whenAborted(controller.signal, () => called.push('first'))
    const stop = whenAborted(controller.signal, () => called.push('left'))
    whenAborted(controller.signal, () => called.push('last'))
    stop()
    controller.abort()
    controller.abort()
    expect(called).toEqual(['first', 'last'])
  })

  it('may come again after all have left', () => {
    const controller = new AbortController()
    whenAborted(controller.signal, () => {})()
    let calls = 0
    whenAborted(controller.signal, () => (calls += 1))
    controller.abort()
    expect(calls).toBe(1)
  })
})
