import type { LanguageModelV4CallOptions, LanguageModelV4FunctionTool } from '../model.ts'
import { sentencesOf } from './sentences.ts'
import { stemsOf } from './words.ts'

// Verbs that half of all tools begin with; alone they say little about which one is meant.
const commonVerbs: ReadonlySet<string> = new Set(
  stemsOf(
    'get set query run make fetch list find read write create update send call use check show search lookup look',
  ),
)

const enough = 2

/**
 * The tool to call: the one that is demanded; else one that the instructions tell to use by its name, without a "when",
 * an "if" or a "not"; else the one whose name or description the input matches best, if it matches well enough. A word
 * of the name counts two, a common verb or a word of the description one; two are enough, and so is the whole name.
 */
export function pickTool(
  options: LanguageModelV4CallOptions,
  input: string,
  instructions = '',
): LanguageModelV4FunctionTool | undefined {
  const tools = (options.tools ?? []).filter((tool) => tool.type === 'function')
  const { toolChoice } = options
  if (toolChoice?.type === 'none') return undefined
  if (toolChoice?.type === 'tool') return tools.find(({ name }) => name === toolChoice.toolName)
  const told = tools.filter(({ name }) => tellsToUse(instructions, name))
  const asked = new Set(stemsOf(input))
  const ranked = (told.length > 0 ? told : tools)
    .map((tool) => ({ tool, score: matchTool(tool, asked) }))
    .sort((a, b) => b.score - a.score)
  const [best] = ranked
  return toolChoice?.type === 'required' || told.length > 0 || (best !== undefined && best.score >= enough)
    ? best?.tool
    : undefined
}

function matchTool({ name, description = '' }: LanguageModelV4FunctionTool, asked: ReadonlySet<string>): number {
  const named = new Set(stemsOf(name))
  if (named.size > 0 && [...named].every((word) => asked.has(word))) return enough + named.size
  const words = new Set([...named, ...stemsOf(description)])
  return [...words]
    .filter((word) => asked.has(word))
    .reduce((sum, word) => sum + (named.has(word) && !commonVerbs.has(word) ? 2 : 1), 0)
}

// A sentence that names a tool like this does not tell to use it now.
const reservation = /\b(?:when|whenever|if|unless|only|not|never|don't|without)\b/i

/** True for `Ask query_db what ...`. A name that is an ordinary word must follow a word for using tools. */
function tellsToUse(instructions: string, name: string): boolean {
  const verb = String.raw`\b(?:ask|call|use|using|run|invoke|tool)\s+(?:the\s+)?(?:tool\s+)?["'\x60]?`
  const before = /^[a-z]+$/.test(name) ? verb : String.raw`(?<![\w-])`
  const named = new RegExp(`${before}${escapeRegExp(name)}(?![\\w-])`, 'i')
  return (
    named.test(instructions) &&
    sentencesOf(instructions).some((sentence) => named.test(sentence) && !reservation.test(sentence))
  )
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
