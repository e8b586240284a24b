/**
 * The most that each of several sizes may have so that they fit into a room together. Those below the limit keep what they
 * have, so that only the large ones give way, all to the same limit.
 */
export function shareRoom(sizes: readonly number[], room: number): number {
  let left = room
  let takers = sizes.length
  for (const size of sizes.toSorted((a, b) => a - b)) {
    const share = Math.floor(left / takers)
    if (size > share) return Math.max(0, share)
    left -= size
    takers -= 1
  }
  return Infinity
}
