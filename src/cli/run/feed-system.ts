import type { System } from '../../config/system.ts'
import { UsageError } from '../../errors/usage-error.ts'
import { nearest } from '../../util/nearest.ts'
import { toMessages } from './read-run-input.ts'
import type { RunRequest } from './run-request.ts'

/** Sends the input to where it enters the system. Resolves when all of it was accepted. */
export async function feedSystem(system: System, request: RunRequest, signal: AbortSignal): Promise<void> {
  const { input, options, io } = request
  const hasSources = [...system.agents.values()].some((agent) => agent.source !== undefined)
  const to = options['to'] as string | undefined
  if (input.from === 'options') return sendAll(system, target(system, to), input.messages, signal)
  // A system that feeds itself does not wait for a terminal or a pipe that nobody may ever close.
  if (hasSources && to === undefined) return
  if (io.readLines !== undefined) {
    const name = target(system, to)
    for await (const line of io.readLines(`${name}> `, signal)) {
      if (line.trim() !== '') await sendAll(system, name, [line], signal)
    }
    return
  }
  const text = await io.readInput()
  if (text === undefined) throw nothingToDo(system)
  await sendAll(system, target(system, to), toMessages(text, input.lines), signal)
}

async function sendAll(system: System, name: string, messages: readonly string[], signal: AbortSignal): Promise<void> {
  for (const message of messages) {
    if (signal.aborted) return
    await system.runtime.send(name, message, { signal }).catch((error: unknown) => {
      if (!signal.aborted) throw error
    })
  }
}

/** The channel or agent that gets the input: the one named, or the only one there is. */
function target(system: System, to: string | undefined): string {
  const known = [...new Set([...system.inputs, ...system.agents.keys()])]
  if (to !== undefined) {
    if (known.includes(to)) return to
    const meant = nearest(to, known)
    throw new UsageError(
      'USAGE',
      `Nothing is named "${to}". ${meant === undefined ? `The input can go to ${quoted(system.inputs)}.` : `Did you mean "${meant}"?`}`,
    )
  }
  const [only, ...others] = system.inputs
  if (only !== undefined && others.length === 0) return only
  if (only === undefined)
    throw new UsageError(
      'USAGE',
      `Every agent is fed from inside. Name the one that gets the input with --to: ${quoted([...system.agents.keys()])}.`,
    )
  throw new UsageError('USAGE', `The input could go to ${quoted(system.inputs)}. Choose one with --to.`)
}

function nothingToDo(system: System): UsageError {
  return new UsageError(
    'USAGE',
    `Nothing feeds this system: ${quoted(system.inputs)} wait for input. Give it with --input, --input-file or a pipe.`,
  )
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ')
}
