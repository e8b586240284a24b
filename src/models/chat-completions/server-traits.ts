import type { LanguageModelV4, LanguageModelV4CallOptions } from '../model.ts'

/** How much a model is asked to think, in the words of the contract. */
export type ReasoningEffort = Exclude<LanguageModelV4CallOptions['reasoning'], 'provider-default' | undefined>

/** What a wish for reasoning comes to on the wire. */
export interface EffortFields {
  /** Fields of the request. */
  readonly fields: Readonly<Record<string, unknown>>
  /** The effort that is asked for, where it is not the one that was wished. */
  readonly sent?: ReasoningEffort | undefined
}

/** A file of the prompt, as far as a dialect must know it. */
export interface WireFile {
  /** Complete, such as `application/pdf`; `image/*` of an address whose type nobody knows. */
  readonly mediaType: string
  readonly filename: string | undefined
  /** An address, or the bytes as a `data:` URL. */
  readonly url: string
  /** The bytes in Base64; absent where there is an address alone. */
  readonly base64: string | undefined
}

/**
 * What goes back to the server of the reasoning in the history. `none`: nothing. `same-key`: what came, under the key it
 * came in. `details`: OpenRouter's `reasoning_details` alone. `reasoning_content`: the text under that key. `parts`:
 * Mistral's thinking parts. Text goes back with turns that call tools only: no server uses it elsewhere.
 */
export type ReasoningHistory = 'none' | 'same-key' | 'details' | 'reasoning_content' | 'parts'

/**
 * How a server's Chat Completions differ from OpenAI's. What is absent is as at a server of which nothing is known but
 * that it speaks them.
 */
export interface ServerTraits {
  /** What `response_format` takes for JSON: a schema, or only the wish. */
  readonly outputFormat?: 'json_schema' | 'json_object' | undefined
  /** True where tools may carry `strict`. */
  readonly strictTools?: boolean | undefined
  /** False where a stream tells its usage unasked, and `stream_options` may be refused. */
  readonly asksForUsage?: boolean | undefined
  readonly reasoningHistory?: ReasoningHistory | undefined
  /** Puts a wish for reasoning in the server's terms; nothing where it has none. Sent as `reasoning_effort` without it. */
  readonly reasoning?: ((effort: ReasoningEffort, modelId: string) => EffortFields | undefined) | undefined
  /** False for a model that takes no tools while it reasons. */
  readonly reasonsWithTools?: ((modelId: string) => boolean) | undefined
  /** What the seed is called. */
  readonly seedName?: 'seed' | 'random_seed' | undefined
  /** True where `top_k` is taken. */
  readonly topK?: boolean | undefined
  /** True where a system message may stand behind other messages. */
  readonly systemAnywhere?: boolean | undefined
  /** True where the user may not speak behind the result of a tool before the assistant has. */
  readonly bridgesResults?: boolean | undefined
  /** True where results of tools carry the tool's name. */
  readonly namesResults?: boolean | undefined
  /** True where the last message may be the assistant's, which the model goes on with, if it is marked. */
  readonly marksPrefix?: boolean | undefined
  /** Makes a tool call's id one that the server takes. The same for the same id. */
  readonly callId?: ((id: string) => string) | undefined
  /** The content part for a file, where it is not OpenAI's. */
  readonly filePart?: ((file: WireFile) => Readonly<Record<string, unknown>> | undefined) | undefined
  /** What stands in for the signature of a Gemini model's tool call that another model made. */
  readonly signatureOf?: ((modelId: string) => string | undefined) | undefined
  /** Files that the server fetches itself: none without it. */
  readonly supportedUrls?: LanguageModelV4['supportedUrls'] | undefined
  /** Sent with every request. */
  readonly fields?: Readonly<Record<string, unknown>> | undefined
}

const anyAddress = /^https?:\/\/.*$/

/** Images at any address, as OpenAI and those like it fetch them. */
export const imageUrls: Record<string, RegExp[]> = { 'image/*': [anyAddress] }

/** Pictures of all kinds, as servers that nobody knows more of may fetch them. */
export const pictureUrls: Record<string, RegExp[]> = { 'image/*': [anyAddress], 'video/*': [anyAddress] }
