import { isRecord } from '../../../util/is-record.ts'
import type { LanguageModelV4Usage } from '../../model.ts'
import { numberIn } from '../wire-values.ts'

type Fields = Readonly<Record<string, unknown>>

/** What nobody reported. */
const unknownUsage: LanguageModelV4Usage = {
  inputTokens: { total: undefined, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
  outputTokens: { total: undefined, text: undefined, reasoning: undefined },
}

/** Finds the usage of a chunk or an answer: in its place, in the choice (Moonshot), or in Groq's own field. */
export function findUsage(value: Fields, choice: Fields | undefined): Fields | undefined {
  if (isRecord(value['usage'])) return value['usage']
  if (choice !== undefined && isRecord(choice['usage'])) return choice['usage']
  const groq = value['x_groq']
  return isRecord(groq) && isRecord(groq['usage']) ? groq['usage'] : undefined
}

/** The usage in the contract's terms. What was not reported is `undefined`, never zero. */
export function convertUsage(usage: Fields | undefined): LanguageModelV4Usage {
  if (usage === undefined) return unknownUsage
  const details = fieldsIn(usage['prompt_tokens_details'])
  const input = numberIn(usage['prompt_tokens'])
  const cacheRead =
    // DeepSeek and Moonshot have names of their own.
    numberIn(details['cached_tokens']) ?? numberIn(usage['prompt_cache_hit_tokens']) ?? numberIn(usage['cached_tokens'])
  const cacheWrite =
    numberIn(details['cache_write_tokens']) ??
    numberIn(details['cache_creation_tokens']) ??
    numberIn(usage['cache_creation_input_tokens'])
  const { total, reasoning } = convertOutput(usage, input)
  return {
    inputTokens: {
      total: input,
      noCache: input === undefined ? undefined : Math.max(0, input - (cacheRead ?? 0) - (cacheWrite ?? 0)),
      cacheRead,
      cacheWrite,
    },
    outputTokens: {
      total,
      text: total === undefined ? undefined : Math.max(0, total - (reasoning ?? 0)),
      reasoning,
    },
    // It was parsed from JSON.
    raw: usage as NonNullable<LanguageModelV4Usage['raw']>,
  }
}

function convertOutput(
  usage: Fields,
  input: number | undefined,
): { total: number | undefined; reasoning: number | undefined } {
  const written = numberIn(usage['completion_tokens'])
  const reasoning =
    numberIn(fieldsIn(usage['completion_tokens_details'])['reasoning_tokens']) ?? numberIn(usage['reasoning_tokens'])
  const all = numberIn(usage['total_tokens'])
  // xAI and Gemini's OpenAI door do not count reasoning as written; their sum shows it.
  const isApart =
    reasoning !== undefined && written !== undefined && all === (input ?? 0) + written + reasoning && reasoning > 0
  const total = isApart ? written + reasoning : written
  return { total, reasoning }
}

function fieldsIn(value: unknown): Fields {
  return isRecord(value) ? value : {}
}
