import type { LanguageModelV4Prompt } from '../model.ts'

/** The media types of the files that a prompt holds, each once, in order. */
export function mediaTypesOf(prompt: LanguageModelV4Prompt): readonly string[] {
  const types = prompt.flatMap(({ content }) => (typeof content === 'string' ? [] : content.flatMap(typesIn)))
  return [...new Set(types)]
}

type Part = Exclude<LanguageModelV4Prompt[number]['content'], string>[number]

function typesIn(part: Part): readonly string[] {
  if (part.type === 'file') return [part.mediaType]
  if (part.type !== 'tool-result' || part.output.type !== 'content') return []
  return part.output.value.flatMap((each) => (each.type === 'file' ? [each.mediaType] : []))
}
