import type { LanguageModelV4CallOptions } from '../model.ts'
import { isSoundPrompt } from './is-sound-prompt.ts'
import { repairPrompt } from './repair-prompt.ts'

/**
 * A request whose conversation every provider takes: models write calls that no provider takes back, and a conversation
 * may come from another provider or from elsewhere. Nearly always it is given back as it is.
 */
export function repairRequest<Options extends LanguageModelV4CallOptions>(options: Options): Options {
  const sound = isSoundPrompt(options.prompt) ? options : { ...options, prompt: repairPrompt(options.prompt) }
  if (sound.tools === undefined || sound.tools.length > 0) return sound
  // Providers refuse an empty list, and a choice among nothing.
  const { tools: _tools, toolChoice: _choice, ...rest } = sound
  // What is left out is optional.
  return rest as Options
}
