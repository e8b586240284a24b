import { isRecord } from '../../util/is-record.ts'

// The common denominator of the providers: OpenAI, Anthropic and Bedrock take 64 characters of this set.
const sound = /^[a-zA-Z0-9_-]{1,64}$/
const unsound = /[^a-zA-Z0-9_-]/g
const longest = 64

/** True for an id of a call, or a name of a tool, that every provider takes. */
export function isSoundName(name: string): boolean {
  return sound.test(name)
}

/** The nearest that every provider takes; `otherwise` where nothing is left of it. */
export function soundName(name: string, otherwise: string): string {
  if (isSoundName(name)) return name
  const changed = name.replace(unsound, '_').slice(0, longest)
  return /[a-zA-Z0-9]/.test(changed) ? changed : otherwise
}

/** True for a text with something to read in it. */
export function hasWords(text: string): boolean {
  return /\S/.test(text)
}

/** The input of a past call as providers take it, an object: where a model wrote something else, nothing is kept of it. */
export function soundInput(input: unknown): Readonly<Record<string, unknown>> {
  if (isRecord(input)) return input
  if (typeof input !== 'string') return {}
  try {
    const parsed: unknown = JSON.parse(input)
    return isRecord(parsed) ? parsed : {}
  } catch {
    return {}
  }
}
