import { UsageError } from '../../errors/usage-error.ts'
import { addUsage, noUsage, type Usage } from '../../messages/usage.ts'
import type { LedgerRecord } from '../../runs/ledger.ts'
import type { Tape, TapeRun } from '../../runs/tape/tape.ts'
import { readTape } from '../../runs/tape/tape-file.ts'
import type { JsonValue } from '../../util/json/json.ts'
import type { CliCommand } from '../command.ts'
import { truncateDisplay } from '../../util/text/display-width.ts'
import { escapeControls } from '../../util/text/escape-controls.ts'
import { styles, type Styles } from '../render/styles.ts'

/** `aixgo tape show`: what is on a tape. */
export const tapeCommand: CliCommand = {
  configure: (command) =>
    command
      .argument('<action>', 'show')
      .argument('<file>', 'a tape written by "aixgo run --record"')
      .option('--agent <name>', 'only the runs of this agent')
      .addHelpText('after', '\nExamples:\n  aixgo tape show tape.jsonl\n  aixgo tape show tape.jsonl --agent triage\n'),
  run: async ({ args, options, io }) => {
    const [action = '', file = ''] = args
    if (action !== 'show') throw new UsageError('USAGE', `"aixgo tape" can "show" a tape, not "${action}".`)
    const tape = { ...readTape(process.getBuiltinModule('node:path').resolve(io.directory, file)), file }
    const agent = options['agent'] as string | undefined
    const runs = agent === undefined ? tape.runs : tape.runs.filter((run) => run.agent === agent)
    const view = { style: styles(io.color), width: Math.max(40, io.columns) }
    io.out([heading(tape, view), ...runs.map((run) => describeRun(run, view))].join('\n'))
    return 0
  },
}

interface View {
  readonly style: Styles
  readonly width: number
}

function heading({ header, inputs, items, runs, file }: Tape, { style }: View): string {
  const tokens = tokensOf(runs.reduce((sum, run) => addUsage(sum, usageOf(run)), noUsage))
  const how = header.offline === true ? ', offline' : ''
  const counts = [
    `${counted(runs.length, 'run')} of ${counted(header.agents.length, 'agent')}`,
    `${counted(inputs.length + items.length, 'message')} from outside`,
  ].join(', ')
  return `${style.bold(file ?? 'tape')}: ${counts}, ${tokens} (aixgo ${header.aixgo}${how})\n`
}

function describeRun(run: TapeRun, view: View): string {
  const { style, width } = view
  const line = (text: string): string => `  ${truncateDisplay(escapeControls(text), width - 2)}`
  const steps = run.records.flatMap((record) => {
    const text = describeRecord(record)
    return text === undefined ? [] : [line(text)]
  })
  return `${style.cyan(run.id)} ${style.dim(tokensOf(usageOf(run)))}\n${steps.join('\n')}\n`
}

function describeRecord(record: LedgerRecord): string | undefined {
  switch (record.type) {
    case 'run':
      return `input   ${textOf(record.input)}`
    case 'intent':
    case 'unbegun':
    case 'emit':
    case 'snapshot':
    case 'retry':
      return undefined
    case 'unknown':
      return `${record.key}: it is not known what became of it`
    case 'signal':
      return `${record.key} was told by ${record.by}: ${textOf(record.value)}`
    case 'outcome':
    case 'value':
      return `${record.key} = ${textOf(record.value)}`
    case 'failure':
      return `${record.key} failed: ${record.error.message}`
    case 'finish':
      return `output  ${textOf(record.output)}`
    case 'cancel':
      return `${record.reason.padEnd(7)} ${record.error.message}`
    case 'error':
      return `error   ${record.error.message}`
    default:
      return record satisfies never
  }
}

/** A model's answer as its texts and tool calls, a tool's as its output, anything else as JSON. */
function textOf(value: JsonValue): string {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const { content, output } = value as {
    readonly content?: JsonValue | undefined
    readonly output?: JsonValue | undefined
  }
  if (Array.isArray(content)) return content.map((part: JsonValue) => partText(part)).join(' ')
  return output === undefined ? JSON.stringify(value) : textOf(output)
}

function partText(part: JsonValue): string {
  const { text, toolName, input } = part as {
    readonly text?: string | undefined
    readonly toolName?: string | undefined
    readonly input?: string | undefined
  }
  return text ?? (toolName === undefined ? JSON.stringify(part) : `${toolName}(${input ?? ''})`)
}

function usageOf({ records }: TapeRun): Usage {
  return records.reduce((sum, record) => {
    if (record.type !== 'outcome' || typeof record.value !== 'object' || record.value === null) return sum
    const { usage } = record.value as unknown as { readonly usage?: Usage | undefined }
    return usage === undefined ? sum : addUsage(sum, usage)
  }, noUsage)
}

function tokensOf({ inputTokens, outputTokens, modelCalls }: Usage): string {
  return `${counted(modelCalls, 'model call')}, ${counted(inputTokens + outputTokens, 'token')}`
}

function counted(count: number, what: string): string {
  return `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`
}
