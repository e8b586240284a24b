/** What is wrong with a number that must be above zero, to follow the name of the producer. */
export function notAboveZero(what: string, value: number | undefined): string | undefined {
  return value === undefined || (Number.isFinite(value) && value > 0)
    ? undefined
    : `has ${value} as the ${what}. Use a number above zero.`
}
