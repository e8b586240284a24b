import type { LanguageModelV4CallOptions } from '../model.ts'

// Text has about four characters to a token, code and other scripts fewer; three is on the safe side for a reservation.
const charactersPerToken = 3
// What vendors count for one large picture or page; the bytes of a file say nothing about its tokens.
const tokensPerFile = 1600
// Output that is reserved where no limit is set. A model may write more: that is the part of a call that is in flight.
const assumedOutputTokens = 4096

/** How many tokens a request may take, for reserving them before it is sent. Errs on the high side for text. */
export function estimateTokens(
  request: Pick<LanguageModelV4CallOptions, 'prompt' | 'tools' | 'responseFormat' | 'maxOutputTokens'>,
  maxOutput: number | undefined,
): { readonly input: number; readonly output: number } {
  let files = 0
  const text = JSON.stringify([request.prompt, request.tools, request.responseFormat], (_key, value: unknown) => {
    if (!isFile(value)) return value
    files += 1
    return undefined
  })
  const output = request.maxOutputTokens ?? Math.min(assumedOutputTokens, maxOutput ?? assumedOutputTokens)
  return { input: Math.ceil(text.length / charactersPerToken) + files * tokensPerFile, output }
}

function isFile(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'file'
}
