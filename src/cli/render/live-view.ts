import type { CancelReason, Event, RunEvent, WaitingFor } from '../../events/event.ts'
import { formatUsd, type Cost } from '../../messages/cost.ts'
import type { Usage } from '../../messages/usage.ts'
import { isRecord } from '../../util/is-record.ts'
import type { JsonValue } from '../../util/json/json.ts'
import { formatDuration } from '../../util/duration.ts'
import { padDisplay, truncateDisplay } from '../../util/text/display-width.ts'
import { escapeControls } from '../../util/text/escape-controls.ts'
import type { Printer } from '../prints/catch-prints.ts'
import type { Print } from '../prints/print-lines.ts'
import { styles, type Styles } from './styles.ts'

/** How much is shown: each level shows what the ones before it show. */
export const logLevels = ['error', 'warn', 'info', 'debug'] as const

/** One of the log levels. */
export type LogLevel = (typeof logLevels)[number]

/** How the live view writes. */
export interface LiveViewOptions {
  readonly write: (text: string) => void
  readonly level: LogLevel
  readonly color: boolean
  readonly columns: number
  /** People read local time; what ends in a file or at a collector is in UTC, and needs no table of time zones. */
  readonly localTime: boolean
}

/** What the view needs to know of the system to leave out what says nothing. */
export interface ViewedSystem {
  readonly agents: readonly string[]
  /** Channels whose messages leave the system. */
  readonly outputs: readonly string[]
  /** Agents that show what they get themselves, where the view is seen. */
  readonly quietReaders: readonly string[]
}

// A character on the screen may be written with several.
const mostUnits = 20

type StepEvent = Extract<RunEvent, { readonly key: string }>

/** Writes a line for each thing that happens: who sent what to whom, which tool ran, what failed. */
export class LiveView {
  readonly #options: LiveViewOptions
  readonly #style: Styles
  readonly #started = new Map<string, number>()
  readonly #inputs = new Map<string, JsonValue | undefined>()
  #nameWidth = 8
  #system: ViewedSystem = { agents: [], outputs: [], quietReaders: [] }

  constructor(options: LiveViewOptions) {
    this.#options = options
    this.#style = styles(options.color)
  }

  /** Takes one event. */
  readonly listen = (event: Event): void => {
    const line = this.#describe(event)
    if (line !== undefined) this.#write(event.at, line)
    if (event.type !== 'step-finish' || !this.#shows('debug')) return
    for (const text of notesOf(event)) this.#write(event.at, { who: event.agent, mark: '◇', level: 'debug', text })
  }

  /** Writes what code of the user's printed: a line of the log for each of its lines, none of them cut. */
  print({ at, origin, level, text }: Print<Printer> & { readonly at: number }): void {
    if (!this.#shows(level)) return
    const who = 'module' in origin ? basename(origin.module ?? 'code') : origin.agent
    const tool = 'module' in origin || origin.tool === undefined ? '' : `${origin.tool.name}: `
    for (const line of text.split(/\r?\n/))
      this.#options.write(`${this.#format(at, { who, mark: '›', level, text: `${tool}${line}` }, Infinity)}\n`)
  }

  /** Takes in what is known of the system before it starts. */
  describeSystem(system: ViewedSystem): void {
    this.#system = system
  }

  #write(at: number, line: Line): void {
    if (this.#shows(line.level)) this.#options.write(`${this.#format(at, line)}\n`)
  }

  #shows(level: LogLevel): boolean {
    return logLevels.indexOf(level) <= logLevels.indexOf(this.#options.level)
  }

  #format(at: number, line: Line, columns = this.#options.columns): string {
    const style = this.#style
    const time = this.#options.localTime ? new Date(at).toTimeString().slice(0, 8) : new Date(at).toISOString()
    this.#nameWidth = Math.max(this.#nameWidth, Math.min(24, line.who.length))
    const head = `${time} ${padDisplay(line.who, this.#nameWidth)} ${line.mark} `
    const width = Math.max(30, columns - head.length - 1)
    // What is shown of a result of many megabytes is not looked for in all of it.
    const beginning = width === Infinity ? line.text : line.text.slice(0, width * mostUnits)
    const text = truncateDisplay(escapeControls(beginning), width)
    const paint =
      line.level === 'error'
        ? style.red
        : line.level === 'warn'
          ? style.yellow
          : line.level === 'debug'
            ? style.dim
            : plain
    return `${style.dim(time)} ${style.cyan(padDisplay(line.who, this.#nameWidth))} ${paint(line.mark)} ${paint(text)}`
  }

  #describe(event: Event): Line | undefined {
    switch (event.type) {
      case 'message-sent':
        return this.#describeMessage(event)
      case 'agent-ready':
        return { who: event.agent, mark: '✓', level: 'debug', text: 'ready' }
      case 'agent-error':
        return { who: event.agent, mark: '✗', level: 'error', text: event.error.message }
      case 'agent-restart':
        return {
          who: event.agent,
          mark: '↻',
          level: 'warn',
          text: `${event.error.message.replace(/\.$/, '')}; tries again in ${formatDuration(event.delayMs)} (attempt ${event.attempt})`,
        }
      case 'dead-letter':
        return {
          who: event.to,
          mark: '✗',
          level: 'error',
          text: `could not handle a message from ${event.from}: ${event.error?.message ?? event.reason}`,
        }
      case 'notice':
        return { who: 'aixgo', mark: '•', level: event.level, text: event.message }
      case 'model-retry':
        return { who: event.agent, mark: '↻', level: 'info', text: retryText(event) }
      case 'tool-call':
        return {
          who: event.agent,
          mark: '⚙',
          level: 'info',
          text: `${event.toolName} ${JSON.stringify(event.input)}, run by the provider`,
        }
      case 'tool-result':
        return {
          who: event.agent,
          mark: event.isError === true ? '✗' : '⚙',
          level: event.isError === true ? 'warn' : 'debug',
          text: `${event.toolName}, run by the provider = ${JSON.stringify(event.output)}`,
        }
      case 'run-warning':
        return { who: event.agent, mark: '•', level: 'warn', text: event.message }
      case 'run-cancel':
        return { who: event.agent, mark: '✗', level: 'warn', text: cancelText(event) }
      case 'run-interrupt':
        return { who: event.agent, mark: '✗', level: 'warn', text: `stopped before its end: ${event.error.message}` }
      case 'run-park':
        return {
          who: event.agent,
          mark: '…',
          level: 'info',
          text: `waits for ${event.waitingFor.map(waitText).join(', ')}`,
        }
      case 'source-exhausted':
        return { who: event.agent, mark: '■', level: 'debug', text: `has no more input after ${event.items} items` }
      case 'round-finish':
        return {
          who: 'aixgo',
          mark: '•',
          level: 'debug',
          text: `round ${event.round} finished with ${event.messages} ${event.messages === 1 ? 'message' : 'messages'}`,
        }
      case 'step-start':
      case 'step-finish':
      case 'step-error':
      case 'step-unknown':
      case 'tool-abandoned':
        return this.#describeStep(event)
      default:
        return undefined
    }
  }

  #describeMessage({ from, to, text }: Extract<Event, { type: 'message-sent' }>): Line {
    const { agents, outputs, quietReaders } = this.#system
    // A channel between agents is how a message gets to its readers, which are named themselves.
    const receivers = to.filter((name) => agents.includes(name) || outputs.includes(name))
    const isSeen = to.every((name) => quietReaders.includes(name))
    const shown = receivers.length > 0 ? receivers : to
    return { who: from, mark: '→', level: isSeen ? 'debug' : 'info', text: `${shown.join(', ')}: ${text}` }
  }

  #describeStep(
    event: Extract<
      StepEvent,
      { type: 'step-start' | 'step-finish' | 'step-error' | 'step-unknown' | 'tool-abandoned' }
    >,
  ): Line | undefined {
    const id = `${event.runId}/${event.key}`
    if (event.type === 'step-start') {
      this.#started.set(id, event.at)
      this.#inputs.set(id, event.input)
      return undefined
    }
    if (event.type === 'tool-abandoned') {
      return {
        who: event.agent,
        mark: '✗',
        level: 'warn',
        text: `tool ${event.name} ignored its abort signal and was abandoned after ${formatDuration(event.graceMs)}`,
      }
    }
    const took = formatDuration(event.at - (this.#started.get(id) ?? event.at))
    const input = this.#inputs.get(id)
    this.#started.delete(id)
    this.#inputs.delete(id)
    // The warning that goes with it says the same in more words.
    if (event.type === 'step-unknown')
      return {
        who: event.agent,
        mark: '?',
        level: 'debug',
        text: `${event.kind} ${event.name}: nobody knows whether it happened`,
      }
    if (event.type === 'step-error')
      return {
        who: event.agent,
        mark: '✗',
        // The failure of a model fails the run, which is reported with the same words.
        level: event.kind === 'model' ? 'debug' : 'warn',
        text: `${event.kind} ${event.name}: ${event.error.message}`,
      }
    if (event.kind === 'tool') return toolLine(event, input, took)
    if (event.kind !== 'model') return undefined
    return {
      who: event.agent,
      mark: '◇',
      level: 'debug',
      text: `model ${event.name} answered in ${took}${spending(event.output)}`,
    }
  }
}

/** What only a person who debugs wants to know of a model's answer. */
function notesOf({ kind, name, output }: Extract<RunEvent, { type: 'step-finish' }>): readonly string[] {
  const notes = kind === 'model' && isRecord(output) ? output['notes'] : undefined
  return Array.isArray(notes) ? notes.map((note) => `model ${name}: ${String(note)}`) : []
}

interface Line {
  readonly who: string
  readonly mark: string
  readonly level: LogLevel
  readonly text: string
}

// What a budget or a deadline ended is reported in full by whoever sent the message.
const cancelTexts: Readonly<Record<Exclude<CancelReason, 'caller'>, string>> = {
  budget: 'its run is over: a budget has too little left',
  deadline: 'its run is over: its time is up',
}

function cancelText({ reason, error }: Extract<RunEvent, { type: 'run-cancel' }>): string {
  return reason === 'caller' ? `its run was given up by its caller: ${error.message}` : cancelTexts[reason]
}

function waitText({ kind, key, until }: WaitingFor): string {
  if (kind === 'timer' && until !== undefined) return `a timer until ${new Date(until).toISOString()}`
  return kind === 'attention' ? `a person to say what became of "${key}"` : `${kind} "${key}"`
}

function retryText({ model, next, delayMs, reason }: Extract<RunEvent, { type: 'model-retry' }>): string {
  const what = next === model ? `asks ${model} again in ${formatDuration(delayMs)}` : `asks ${next} instead of ${model}`
  return `${what}: ${reason}`
}

function toolLine(
  event: Extract<RunEvent, { type: 'step-finish' }>,
  input: JsonValue | undefined,
  took: string,
): Line | undefined {
  if (typeof event.output !== 'object' || event.output === null || !('output' in event.output)) return undefined
  const { output, isError } = event.output as { readonly output: JsonValue; readonly isError?: boolean | undefined }
  const text = `${event.name} ${JSON.stringify(input ?? {})} = ${typeof output === 'string' ? output : JSON.stringify(output)} (${took})`
  return isError === true
    ? { who: event.agent, mark: '✗', level: 'warn', text }
    : { who: event.agent, mark: '⚙', level: 'info', text }
}

/** Tokens and cost of a model's answer: what came from the provider's cache and what was written to it tells whether it works. */
function spending(outcome: JsonValue): string {
  const { usage, cost } = outcome as unknown as { readonly usage?: Usage | undefined; readonly cost?: Cost | undefined }
  if (usage === undefined) return ''
  const { inputTokens, cachedInputTokens, cacheWriteTokens, outputTokens } = usage
  const count = (tokens: number): string => tokens.toLocaleString('en')
  const cached = `${count(cachedInputTokens)} cached, ${count(cacheWriteTokens)} written to the cache`
  return `: ${count(inputTokens)} tokens in (${cached}), ${count(outputTokens)} out, ${cost === undefined ? 'cost unknown' : formatUsd(cost.usd)}`
}

function basename(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
}

function plain(text: string): string {
  return text
}
