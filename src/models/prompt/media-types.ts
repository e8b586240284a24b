import type { LanguageModelV4Prompt } from '../model.ts'

/** The media types of the files that a prompt holds, each once, in order. */
export function mediaTypesOf(prompt: LanguageModelV4Prompt): readonly string[] {
  const types = prompt.flatMap(({ content }) =>
    typeof content === 'string' ? [] : content.flatMap((part) => (part.type === 'file' ? [part.mediaType] : [])),
  )
  return [...new Set(types)]
}
