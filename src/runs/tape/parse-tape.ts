import { RunError } from '../../errors/run-error.ts'
import type { JsonObject, JsonValue } from '../../util/json/json.ts'
import type { LedgerRecord } from '../ledger.ts'
import { isTerminal } from '../replay/replay.ts'
import { bytesInJson } from './map-strings.ts'
import { joinParts } from './shared-parts.ts'
import { tapedRun, tapeTime, type Tape, type TapeHeader, type TapeInput, type TapeItem, type TapeRun } from './tape.ts'

/**
 * Reads a tape from its text. `file` is what messages call it.
 * @throws RunError `TAPE_INVALID` with the number of the first line that is wrong.
 */
export function parseTape(text: string, file = 'tape'): Tape {
  const reader = new TapeReader()
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  for (const [index, line] of lines.entries()) {
    try {
      reader.add(parseLine(line), index + 1)
    } catch (thrown) {
      throw tapeError(file, index + 1, (thrown as Error).message)
    }
  }
  const missing = reader.missing()
  if (missing !== undefined) throw tapeError(file, lines.length, missing)
  return { ...reader.tape(), file }
}

function tapeError(file: string, line: number, problem: string): RunError {
  return new RunError('TAPE_INVALID', `${file}:${line}: This tape cannot be used: ${problem}. Record it again.`, {
    details: { file, line },
  })
}

function parseLine(text: string): JsonObject {
  let value: JsonValue
  try {
    value = JSON.parse(text) as JsonValue
  } catch {
    throw new Error('the line is not valid JSON, so it is damaged or was cut short')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('the line is no JSON object')
  return value as JsonObject
}

interface OpenRun {
  readonly id: string
  readonly agent: string
  readonly records: LedgerRecord[]
  readonly requests: Map<string, JsonValue>
  readonly open: Set<string>
  readonly keys: Set<string>
}

/** Takes a tape line by line and holds each against what came before. */
class TapeReader {
  readonly #inputs: TapeInput[] = []
  readonly #items: TapeItem[] = []
  readonly #parts = new Map<string, JsonValue>()
  readonly #runs: TapeRun[] = []
  readonly #ids = new Set<string>()
  #header: TapeHeader | undefined
  #run: OpenRun | undefined
  #hasEnded = false

  add(line: JsonObject, number: number): void {
    if (this.#header === undefined) this.#header = readHeader(line)
    else if (this.#hasEnded) throw new Error('it goes on after its end')
    else this.#addBody(line, number)
  }

  /** What is missing at the end of the text. */
  missing(): string | undefined {
    if (this.#header === undefined) return 'it is empty'
    return this.#hasEnded ? undefined : 'it ends here without an "end" line, so it was cut short'
  }

  tape(): Tape {
    if (this.#header === undefined) throw new Error('it is empty')
    return { header: this.#header, inputs: this.#inputs, items: this.#items, runs: this.#runs }
  }

  #addBody(line: JsonObject, number: number): void {
    if (this.#run !== undefined) return this.#addRecord(line, this.#run)
    switch (line['type']) {
      case 'input':
        this.#inputs.push({ to: line['to'] === null ? null : textOf(line, 'to'), value: valueOf(line, 'value') })
        break
      case 'item':
        this.#items.push({ from: textOf(line, 'from'), value: valueOf(line, 'value') })
        break
      case 'part':
        this.#parts.set(textOf(line, 'id'), valueOf(line, 'value'))
        break
      case 'run':
        this.#begin(line)
        break
      case 'end':
        this.#end(line, number)
        break
      default:
        throw new Error(`a line of the type ${JSON.stringify(line['type'])} does not belong here`)
    }
  }

  #begin(line: JsonObject): void {
    const [id, agent] = [textOf(line, 'id'), textOf(line, 'agent')]
    if (this.#ids.has(id)) throw new Error(`run "${id}" is on it twice`)
    this.#ids.add(id)
    const first = tapedRun({ runId: id, agent, input: bytesInJson(valueOf(line, 'input')) })
    this.#run = { id, agent, records: [first], requests: new Map(), open: new Set(), keys: new Set() }
  }

  #end(line: JsonObject, number: number): void {
    const [runs, lines] = [line['runs'], line['lines']]
    if (runs !== this.#runs.length) throw new Error(`it should have ${String(runs)} runs but has ${this.#runs.length}`)
    if (lines !== number) throw new Error(`it should have ${String(lines)} lines but has ${number}`)
    this.#hasEnded = true
  }

  #addRecord(line: JsonObject, run: OpenRun): void {
    if (line['type'] === 'request') {
      run.requests.set(openKey(line, run), joinParts(valueOf(line, 'value'), this.#parts))
      return
    }
    const record = readRecord(line, run)
    run.records.push(record)
    if (!isTerminal(record)) return
    const { id, agent, records, requests } = run
    this.#runs.push({ id, agent, records, requests })
    this.#run = undefined
  }
}

function readHeader(line: JsonObject): TapeHeader {
  const { type, version, agents } = line
  if (type !== 'tape') throw new Error('it does not begin with a "tape" line')
  if (version !== 1)
    throw new Error(`it has version ${JSON.stringify(version)} of the format, and this package reads version 1`)
  if (!Array.isArray(agents)) throw new Error('its "agents" are no list')
  const { type: _type, ...header } = line
  return header as unknown as TapeHeader
}

function readRecord(line: JsonObject, run: OpenRun): LedgerRecord {
  const { type } = line
  switch (type) {
    case 'intent': {
      addKey(line, run)
      run.open.add(textOf(line, 'key'))
      for (const field of ['kind', 'name', 'effect']) textOf(line, field)
      break
    }
    case 'value':
      addKey(line, run)
      textOf(line, 'kind')
      valueOf(line, 'value')
      break
    case 'outcome':
      run.open.delete(openKey(line, run))
      valueOf(line, 'value')
      break
    case 'failure':
      run.open.delete(openKey(line, run))
      errorOf(line)
      break
    case 'unknown':
    case 'unbegun':
      textOf(line, 'key')
      break
    case 'signal':
      for (const field of ['key', 'name', 'by']) textOf(line, field)
      valueOf(line, 'value')
      break
    case 'finish':
      valueOf(line, 'output')
      break
    case 'cancel':
      textOf(line, 'reason')
      errorOf(line)
      break
    case 'error':
      errorOf(line)
      break
    default:
      throw new Error(`a line of the type ${JSON.stringify(type)} stands within run "${run.id}"`)
  }
  return { ...(bytesInJson(line) as JsonObject), at: tapeTime } as unknown as LedgerRecord
}

function addKey(line: JsonObject, run: OpenRun): void {
  const key = textOf(line, 'key')
  if (run.keys.has(key)) throw new Error(`step "${key}" is in run "${run.id}" twice`)
  run.keys.add(key)
}

function openKey(line: JsonObject, run: OpenRun): string {
  const key = textOf(line, 'key')
  if (!run.open.has(key)) throw new Error(`step "${key}" of run "${run.id}" was not begun, or has ended before`)
  return key
}

function textOf(line: JsonObject, field: string): string {
  const value = line[field]
  if (typeof value === 'string') return value
  throw new Error(`its "${field}" is missing or no text`)
}

function valueOf(line: JsonObject, field: string): JsonValue {
  const value = line[field]
  if (value === undefined) throw new Error(`its "${field}" is missing`)
  return value
}

function errorOf(line: JsonObject): void {
  const { error } = line
  if (typeof error !== 'object' || error === null || Array.isArray(error)) throw new Error('its "error" is missing')
  textOf(error as JsonObject, 'name')
  textOf(error as JsonObject, 'message')
}
