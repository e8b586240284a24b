import { isRecord } from '../../../util/is-record.ts'
import type { LanguageModelV4StreamPart } from '../../model.ts'
import { numberIn, parseJson, textIn } from '../wire-values.ts'

/** How calls are told. */
export interface ToolCallOptions {
  readonly provider: string
  readonly emit: (part: LanguageModelV4StreamPart) => void
  /** Makes an id for a call that has none of its own. */
  readonly newId: () => string
}

/** One piece as it came, whatever was in it. */
interface Piece {
  readonly index: number | undefined
  readonly id: string | undefined
  readonly name: string | undefined
  readonly input: string
  readonly isText: boolean
  readonly signature: string | undefined
}

interface OpenCall {
  readonly index: number | undefined
  /** The server's id. */
  id: string | undefined
  name: string
  input: string
  /** True for a tool that takes text instead of JSON. */
  isText: boolean
  signature: string | undefined
  /** The id under which it was announced; a name that still grows is not announced. */
  toldId: string | undefined
  told: number
}

/**
 * Puts tool calls together from their pieces. Servers differ in all of it: ids that are missing, empty or used twice,
 * indexes that are missing or always 0, names in each piece or in halves, arguments as an object, empty or `null`.
 */
export class ToolCallPieces {
  readonly #options: ToolCallOptions
  readonly #calls: OpenCall[] = []
  readonly #usedIds = new Set<string>()

  constructor(options: ToolCallOptions) {
    this.#options = options
  }

  /** True once there is a call. */
  get hasCalls(): boolean {
    return this.#calls.length > 0
  }

  /** Takes the calls of one chunk. `isWhole`: each of them is complete, and none goes on with another. */
  add(values: readonly unknown[], isWhole: boolean): void {
    values.forEach((value, position) => {
      if (!isRecord(value)) return
      const piece = readPiece(value)
      const call = isWhole ? undefined : this.#callOf(piece, position)
      if (call !== undefined && isRepetition(call, piece)) return
      this.#grow(call ?? this.#begin(piece), piece)
    })
  }

  /** Tells the calls, in the order in which they began. */
  end(): void {
    for (const call of this.#calls) {
      if (call.name === '' && call.input === '') continue
      const toolCallId = this.#announce(call)
      const input = completeInput(call)
      if (call.told === 0) this.#options.emit({ type: 'tool-input-delta', id: toolCallId, delta: input })
      this.#options.emit({ type: 'tool-input-end', id: toolCallId })
      const part = { type: 'tool-call', toolCallId, toolName: call.name, input } as const
      this.#options.emit(call.signature === undefined ? part : { ...part, ...this.#signed(call.signature) })
    }
    this.#calls.length = 0
  }

  #begin({ index }: Piece): OpenCall {
    const call: OpenCall = {
      index,
      id: undefined,
      name: '',
      input: '',
      isText: false,
      signature: undefined,
      toldId: undefined,
      told: 0,
    }
    this.#calls.push(call)
    return call
  }

  #grow(call: OpenCall, piece: Piece): void {
    if (piece.name !== undefined) call.name = grown(call, piece.name)
    call.id ??= piece.id
    call.signature ??= piece.signature
    call.isText ||= piece.isText
    call.input += piece.input
    if (call.input !== '' && call.name !== '') this.#tell(call)
  }

  /** The call that a piece goes on with; nothing where it begins another one. */
  #callOf(piece: Piece, position: number): OpenCall | undefined {
    const { index, id, name, input } = piece
    const call = this.#candidate(piece, position)
    if (call === undefined || name === undefined || isRepetition(call, piece)) return call
    // Gemini's OpenAI door gives each whole call the index 0; others give it no id either.
    if (id !== undefined && call.id !== undefined && id !== call.id) return undefined
    if (isComplete(call.input)) return input === '' && name === call.name ? call : undefined
    // Only where something else ties two pieces can a second name be the rest of the first.
    const isTied = call.input === '' && (index !== undefined || id !== undefined)
    return isTied || name === call.name ? call : undefined
  }

  #candidate({ index, id }: Piece, position: number): OpenCall | undefined {
    if (index !== undefined) return this.#calls.findLast((call) => call.index === index)
    if (id !== undefined) return this.#calls.findLast((call) => call.id === id)
    // Two calls of one chunk are two, whatever else they lack.
    return position === 0 ? this.#calls.at(-1) : undefined
  }

  #tell(call: OpenCall): void {
    const id = this.#announce(call)
    this.#options.emit({ type: 'tool-input-delta', id, delta: call.input.slice(call.told) })
    call.told = call.input.length
  }

  #announce(call: OpenCall): string {
    if (call.toldId !== undefined) return call.toldId
    const id = call.id === undefined || this.#usedIds.has(call.id) ? this.#options.newId() : call.id
    this.#usedIds.add(id)
    call.toldId = id
    const start = { type: 'tool-input-start', id, toolName: call.name } as const
    this.#options.emit(call.signature === undefined ? start : { ...start, ...this.#signed(call.signature) })
    return id
  }

  #signed(thoughtSignature: string): { providerMetadata: Record<string, { thoughtSignature: string }> } {
    return { providerMetadata: { [this.#options.provider]: { thoughtSignature } } }
  }
}

function readPiece(value: Readonly<Record<string, unknown>>): Piece {
  const { index, id, type, function: called, custom, extra_content: extra } = value
  const isText = type === 'custom' || isRecord(custom)
  const named = isRecord(custom) ? custom : isRecord(called) ? called : value
  return {
    index: typeof index === 'string' && index !== '' ? numberIn(Number(index)) : numberIn(index),
    id: textIn(id),
    name: textIn(named['name']),
    input: inputIn(isText ? named['input'] : named['arguments']),
    isText,
    signature: signatureIn(extra),
  }
}

function inputIn(value: unknown): string {
  if (typeof value === 'string') return value
  return value === null || value === undefined ? '' : JSON.stringify(value)
}

/** The signature in Gemini's own field. */
export function signatureIn(extra: unknown): string | undefined {
  const google = isRecord(extra) ? extra['google'] : undefined
  return isRecord(google) ? textIn(google['thought_signature']) : undefined
}

/** The name with another piece of it, which may be all of it once more. */
function grown({ name, input }: OpenCall, piece: string): string {
  if (piece.startsWith(name)) return piece
  return input === '' ? name + piece : name
}

/** True for a whole call that is told once more, as some servers do at the end. */
function isRepetition(call: OpenCall, { id, name, input }: Piece): boolean {
  if (name !== call.name || input === '' || input !== call.input || !isComplete(input)) return false
  return id === undefined || id === call.id
}

function isComplete(input: string): boolean {
  return input.trimEnd().endsWith('}') && isRecord(parseJson(input))
}

function completeInput({ input, isText }: OpenCall): string {
  // The contract knows JSON alone, so a text travels as one.
  if (isText) return isRecord(parseJson(input)) ? input : JSON.stringify(input)
  const written = input.trim()
  if (written === '' || written === 'null') return '{}'
  const inner = written.startsWith('"') ? parseJson(written) : undefined
  return typeof inner === 'string' && isRecord(parseJson(inner)) ? inner : input
}
