/** Where chance and ids come from. The core draws no other, so a test or a simulator can hand in its own. */
export interface Random {
  /** A number in [0, 1). */
  next(): number
  /** A new unique id (UUID v4, RFC 9562, from the system's source). */
  id(): string
}

/** The machine's source of chance. */
export const systemRandom: Random = {
  next: () => Math.random(),
  id: () => crypto.randomUUID(),
}
