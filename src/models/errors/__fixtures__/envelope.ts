import type { CodeOf } from '../../../errors/aixgo-error.ts'

/** An error as a provider reports it, and what it comes to. */
export interface Envelope {
  readonly name: string
  /** The status that the provider sends it with. */
  readonly status: number
  readonly body: unknown
  readonly code: CodeOf<'model'>
  /** Part of the provider's words. */
  readonly words: string
  readonly kind?: string
  readonly retryable?: boolean
  readonly retryAfterMs?: number
  /** What it comes to inside an answer with status 200, where the status alone told it. */
  readonly inside?: CodeOf<'model'>
}

/** A row of a table in which all come to the same code. */
export type EnvelopeRow = readonly [
  name: string,
  status: number,
  body: unknown,
  words: string,
  rest?: Pick<Envelope, 'kind' | 'retryable' | 'inside' | 'retryAfterMs'>,
]

/** The rows of a table in which all come to the same code. */
export function envelopes(code: Envelope['code'], rows: readonly EnvelopeRow[]): readonly Envelope[] {
  return rows.map(([name, status, body, words, rest]) => ({ name, status, body, code, words, ...rest }))
}

export const openai = (
  message: string,
  code: string | null,
  type = 'invalid_request_error',
  param: string | null = null,
): object => ({ error: { message, type, param, code } })

export const anthropic = (type: string, message: string): object => ({
  type: 'error',
  error: { type, message },
  request_id: 'req_1',
})

export const google = (code: number, status: string, message: string, details?: readonly unknown[]): object => ({
  error: { code, message, status, details },
})

export const vllm = (code: number, type: string, message: string): object => ({
  object: 'error',
  message,
  type,
  param: null,
  code,
})

export const openrouter = (code: number, message: string, metadata?: object): object => ({
  error: { code, message, metadata },
  user_id: 'user_1',
})

export const page = (title: string): string =>
  `<!DOCTYPE html>\r\n<html><head><title>${title}</title></head><body><center><h1>${title}</h1></center></body></html>`
