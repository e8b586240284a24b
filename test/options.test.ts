import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { optionalFields } from './support/optional-fields.ts'
import { stripComments } from './support/read-imports.ts'

const source = join(import.meta.dirname, '../src')

/**
 * What is written to ledgers and tapes, told, or sent: what is absent in them is absent, so that equal records are equal and
 * their JSON is the same. They are made with `defined`.
 */
const records: ReadonlySet<string> = new Set([
  // Messages and their parts.
  'FilePart',
  'Message',
  'PayloadMessage',
  'ToolResultPart',
  'TraceContext',
  // Ledgers and tapes, and the steps that are on them.
  'AttemptEnd',
  'AttemptProgress',
  'IntentRecord',
  'ModelOutcome',
  'ModelReport',
  'OutcomeRecord',
  'ParkedWait',
  'ProviderToolProgress',
  'RecordedAnswer',
  'RunRecord',
  'RunStart',
  'RunSummary',
  'SerializedError',
  'Tape',
  'TapeHeader',
  'TerminalRecord',
  'ToolOutcome',
  'ValueRecord',
  'statusOf',
  // Events, and what browsers are sent of them.
  'DeltaBase',
  'RunEvent',
  'RunEventBase',
  'RuntimeEvent',
  'SentEnd',
  'SentEvent',
  'ToldError',
  'ToolChunk',
  'UiMessageChunk',
  'WaitingFor',
  // Parts of files that are read, spread into a part of a message.
  'AddressedFile',
  'readData',
  // What has not come yet, or is in the other one of two: it is read and never given.
  'DeepPartial',
  'ParallelResult',
])

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts') && !/\.test(-d|-prop)?\.ts$|__fixtures__/.test(file))
const codeOf = (file: string): string => stripComments(readFileSync(join(source, file), 'utf8'))

const closed = files.flatMap((file) =>
  optionalFields(codeOf(file)).flatMap(({ owner, name, isOpen }) => (isOpen ? [] : [{ file, owner, name }])),
)

describe('optional fields', () => {
  it('may be undefined, so that options can be passed on as they are, unless they belong to a record', () => {
    const wrong = closed
      .filter(({ owner }) => !records.has(owner))
      .map(({ file, owner, name }) => `${file}: ${owner}.${name} does not say "| undefined"`)
    expect(wrong).toEqual([])
  })
  it('are listed as those of records only where they are', () => {
    const owners = new Set(closed.map(({ owner }) => owner))
    expect([...records].filter((name) => !owners.has(name))).toEqual([])
  })
})

describe('options', () => {
  // `...(signal === undefined ? {} : { signal })`, and the other way round.
  const spread =
    /\.\.\.\(\s*[\w.?!'[\]]+\s*(=== undefined\s*\? (\{\}|undefined)\s*:|!== undefined\s*\? [^?:]+(:[^?:]+)?: (\{\}|undefined)\s*\))/g

  it('are passed on as they are, and records are made with `defined`: nothing is spread because it may be undefined', () => {
    const wrong = files.flatMap((file) => Array.from(codeOf(file).matchAll(spread), ([text]) => `${file}: ${text}`))
    expect(wrong).toEqual([])
  })
})
