import { InvalidResponseDataError } from '@ai-sdk/provider'
import { readErrorBody } from '../errors/read-error-body.ts'
import { withBody } from './with-body.ts'

/**
 * The response as it is, unless its body is an error: gateways answer with status 200 whatever went wrong, and a stream
 * that was asked for would then only look cut.
 * @throws InvalidResponseDataError with the body, for the reader of errors.
 */
export async function refuseErrors(response: Response): Promise<Response> {
  const text = await response.text()
  refuseErrorBody(parsed(text))
  return withBody(response, new Blob([text]).stream())
}

/**
 * Refuses the body of an answer that is an error.
 * @throws InvalidResponseDataError with the body, for the reader of errors.
 */
export function refuseErrorBody(body: unknown): void {
  if (readErrorBody(body) === undefined) return
  throw new InvalidResponseDataError({ data: body, message: 'The answer is an error.' })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
