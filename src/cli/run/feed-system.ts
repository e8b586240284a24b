import { implementationOf } from '../../agents/implementation.ts'
import type { System } from '../../config/system.ts'
import { chooseTarget, quoted } from './choose-target.ts'
import { UsageError } from '../../errors/usage-error.ts'
import { orAbort } from '../../util/abort.ts'
import { toMessages, withoutLastBreaks } from './read-run-input.ts'
import type { RunRequest } from './run-request.ts'

/** How feeding is called off and watched. */
export interface Feeding {
  /** Nothing more is sent once it is aborted. */
  readonly signal: AbortSignal
  /** Told when somebody is asked for a line, and when the line is there. */
  readonly onTyping: (isTyping: boolean) => void
}

/** Sends the input to where it enters the system. Resolves when all of it was accepted. */
export async function feedSystem(system: System, request: RunRequest, feeding: Feeding): Promise<void> {
  const { input, options, io } = request
  if (system.agents.size === 0) throw noAgents(system)
  const hasSources = [...system.agents.values()].some((agent) => implementationOf(agent).source !== undefined)
  const to = options['to'] as string | undefined
  const maxRounds = options['maxRounds'] as number | undefined
  const isOver = (): boolean =>
    feeding.signal.aborted || (maxRounds !== undefined && system.runtime.stats().rounds.started >= maxRounds)
  const send = async (messages: readonly string[]): Promise<void> => {
    const target = chooseTarget(system, to)
    for (const message of messages) {
      if (isOver()) return
      await system.runtime.send(target, message, { signal: feeding.signal }).catch((error: unknown) => {
        if (!feeding.signal.aborted) throw error
      })
    }
  }
  if (input.from === 'options') return send(input.messages)
  // A system that feeds itself does not wait for a terminal or a pipe that nobody may ever close.
  if (hasSources && to === undefined) return
  if (io.readLines !== undefined) {
    const lines = io.readLines(`${chooseTarget(system, to)}> `, feeding.signal)
    // The next question comes after the answer. A system that feeds itself is never done, so it is not waited for.
    const settle = (): Promise<void> => (hasSources ? Promise.resolve() : system.runtime.idle())
    return converse(lines, { send, settle, isOver, onTyping: feeding.onTyping })
  }
  // Whoever holds the pipe open must not keep a run alive that is to end.
  const text = await orAbort(io.readInput(), feeding.signal).catch((error: unknown) => {
    if (!feeding.signal.aborted) throw error
  })
  if (isOver()) return
  if (text !== undefined) return send(input.lines ? toMessages(text, true) : [withoutLastBreaks(text)])
  // No lines are no messages; no text at all is most likely a mistake.
  if (!input.lines) throw nothingToDo(system)
}

interface Conversation {
  readonly send: (messages: readonly string[]) => Promise<void>
  readonly settle: () => Promise<void>
  readonly isOver: () => boolean
  readonly onTyping: (isTyping: boolean) => void
}

async function converse(lines: AsyncIterable<string>, { send, settle, isOver, onTyping }: Conversation): Promise<void> {
  onTyping(true)
  for await (const line of lines) {
    onTyping(false)
    if (line.trim() !== '') await send([line])
    await settle()
    if (isOver()) break
    onTyping(true)
  }
  onTyping(false)
}

function noAgents(system: System): UsageError {
  return new UsageError(
    'USAGE',
    `There are no agents in "${system.loaded.file}", so there is nothing to run. Add one under "agents"; "aixgo init" writes a starter.`,
  )
}

function nothingToDo(system: System): UsageError {
  const [first = '', ...others] = system.inputs
  const waits = others.length === 0 ? `"${first}" waits` : `${quoted(system.inputs)} wait`
  return new UsageError(
    'USAGE',
    `Nothing feeds this system: ${waits} for input. Give it with --input, --input-file or a pipe.`,
  )
}
