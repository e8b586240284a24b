let depth = 0

/** Writes for the command line itself: that goes out although what others print is caught. */
export function asOwnWrite<Value>(write: () => Value): Value {
  depth += 1
  try {
    return write()
  } finally {
    depth -= 1
  }
}

/** True while the command line itself writes. */
export function isOwnWrite(): boolean {
  return depth > 0
}
