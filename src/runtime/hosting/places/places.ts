import { nodeModule } from '../../../util/platform/node-module.ts'

/** Knows which place the code that runs was set off by. */
export interface Places<Place> {
  run<Value>(place: Place, code: () => Value): Value
  getStore(): Place | undefined
}

/**
 * Follows code through everything it waits for. Where the platform cannot, as in a browser, only until it first waits: code
 * then is like code from outside, and what it calls with its own context is known all the same.
 */
export function createPlaces<Place>(): Places<Place> {
  const hooks = nodeModule('node:async_hooks')
  return hooks === undefined ? new PlacesUntilWait() : new hooks.AsyncLocalStorage<Place>()
}

class PlacesUntilWait<Place> implements Places<Place> {
  #current: Place | undefined

  run<Value>(place: Place, code: () => Value): Value {
    const outer = this.#current
    this.#current = place
    try {
      return code()
    } finally {
      this.#current = outer
    }
  }

  getStore(): Place | undefined {
    return this.#current
  }
}
