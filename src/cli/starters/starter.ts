/** Files that make a working beginning, and what to type next. */
export interface Starter {
  /** Text by path, relative to the chosen folder. */
  readonly files: Readonly<Record<string, string>>
  readonly next: readonly string[]
}
