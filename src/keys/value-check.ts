import type { ValuePath } from './value-path.ts'

/**
 * What a check of values gets beside them, and where it tells what it finds. Paths start at what is checked: for a role at
 * the agent, so that `['source', 'csv']` is a key of a key of the agent. Keys are those of the file (`max_tokens`).
 */
export interface ValueCheck {
  /** Refuses the file: what is wrong, and what to do. */
  error(path: ValuePath, message: string, hint?: string): void
  /** Tells of something that may be meant, and rarely is. */
  warn(path: ValuePath, message: string, hint?: string): void
  /** True where a value is not known, because its variable is not set, or is already known to be wrong: say nothing of it. */
  isDoubtful(path: ValuePath): boolean
  /** True for a key that an unknown key was probably meant to be: say nothing of its absence. */
  isMeant(path: ValuePath): boolean
  /** True for a key that stands in the file, whatever its value. */
  isWritten(path: ValuePath): boolean
  /** The value of a variable, from the environment or the `.env` file. */
  lookup(variable: string): string | undefined
  /** True for a name that the file itself gives to a model, under `model_services`. */
  isOwnModel(name: string): boolean
  /** True when the program resolves models by itself, so that any name may be right. */
  readonly acceptsAnyModel: boolean
}

/** True when one of these keys may be there after all: its value is not known, or its name was mistyped. */
export function isExpected(path: ValuePath, keys: readonly string[], check: ValueCheck): boolean {
  return keys.some((key) => check.isMeant([...path, key]) || check.isWritten([...path, key]))
}

/** The same check for what stands at a path: its paths start there. */
export function checkBelow(check: ValueCheck, at: ValuePath): ValueCheck {
  return {
    error: (path, message, hint) => check.error([...at, ...path], message, hint),
    warn: (path, message, hint) => check.warn([...at, ...path], message, hint),
    isDoubtful: (path) => check.isDoubtful([...at, ...path]),
    isMeant: (path) => check.isMeant([...at, ...path]),
    isWritten: (path) => check.isWritten([...at, ...path]),
    lookup: (variable) => check.lookup(variable),
    isOwnModel: (name) => check.isOwnModel(name),
    acceptsAnyModel: check.acceptsAnyModel,
  }
}
