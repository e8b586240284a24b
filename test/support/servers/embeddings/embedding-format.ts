import type { RecordedRequest } from '../http-server.ts'

/** How one API of embeddings is spoken to. */
export interface EmbeddingFormat {
  /** True for the requests this format answers. */
  serves(request: RecordedRequest): boolean
  /** The texts of a request, in order. */
  texts(request: RecordedRequest): readonly string[]
  /** The number of dimensions that it asks for. */
  dimensions(request: RecordedRequest): number | undefined
  body(vectors: readonly (readonly number[])[], tokens: number, request: RecordedRequest): unknown
  readonly headers?: (tokens: number) => Readonly<Record<string, string>>
  error(status: number, message: string): unknown
}

/** A list of texts as it stands in a request. */
export function textList(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [String(value)]
}

/** A number as it stands in a request. */
export function numberOr(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined
}
