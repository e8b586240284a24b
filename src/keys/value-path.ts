/** Where a value stands: keys, and positions in lists. */
export type ValuePath = readonly (string | number)[]
