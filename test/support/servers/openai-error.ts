const types: Readonly<Record<number, string>> = {
  429: 'requests',
  500: 'server_error',
  502: 'server_error',
  503: 'server_error',
}
const codes: Readonly<Record<number, string>> = {
  401: 'invalid_api_key',
  404: 'model_not_found',
  429: 'rate_limit_exceeded',
}

/** The error body of all of OpenAI's APIs. */
export function openaiError(status: number, message: string, param: string | null = null): unknown {
  return {
    error: { message, type: types[status] ?? 'invalid_request_error', param, code: codes[status] ?? null },
  }
}
