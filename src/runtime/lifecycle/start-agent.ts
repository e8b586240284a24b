import { ensureError } from '../../errors/ensure-error.ts'
import { serializeError } from '../../errors/serialize-error.ts'
import { RuntimeError } from '../../errors/runtime-error.ts'
import { orAbort } from '../../util/abort.ts'
import type { AgentHost } from '../hosting/agent-host.ts'
import { CancelScope } from '../hosting/cancel-scope.ts'
import { announceNotice, type RuntimeCore } from '../runtime-core.ts'

/** How one agent is started. */
export interface StartOptions {
  readonly core: RuntimeCore
  /** Counted from 0. */
  readonly phase: number
  readonly timeoutMs: number
  /** Aborts when the runtime stops, and not when this phase of starting ends. */
  readonly lifetime: AbortSignal
}

/** Gets an agent ready and lets it take up work. @throws RuntimeError `START_FAILED`, `START_TIMEOUT` */
export async function startAgent(host: AgentHost, options: StartOptions): Promise<void> {
  const { core, phase } = options
  if (host.implementation.doStart !== undefined) await getReady(host, options)
  host.open()
  core.listener?.({ type: 'agent-ready', at: core.world.clock.now(), agent: host.name, phase })
}

async function getReady(host: AgentHost, { core, phase, timeoutMs, lifetime }: StartOptions): Promise<void> {
  const { clock, random } = core.world
  const details = { agent: host.name, phase, timeoutMs }
  const where = `Agent "${host.name}" (phase ${phase} of starting)`
  const tooLate = new RuntimeError('START_TIMEOUT', `${where} was not ready within ${timeoutMs} ms.`, { details })
  const scope = new CancelScope(clock)
  scope.follow(lifetime)
  scope.limit(timeoutMs, () => scope.abort(tooLate))
  // Wrapped, so that what is thrown at once and what is rejected later are the same.
  const starting = (async () => host.implementation.doStart?.({ agent: host.name, signal: lifetime, clock, random }))()
  try {
    await orAbort(starting, scope.signal)
  } catch (thrown) {
    // Whoever gets ready after all must not be left running.
    if (scope.signal.aborted)
      starting.then(
        () => stopAgent(host, core),
        () => {},
      )
    if (thrown === tooLate || lifetime.aborted) throw thrown
    const reason = ensureError(thrown).message
    throw new RuntimeError('START_FAILED', `${where} failed to start: ${reason}`, { cause: thrown, details })
  } finally {
    scope.dispose()
  }
}

/** Lets an agent give back what it holds. Never rejects: what goes wrong is told to listeners. */
export async function stopAgent(host: AgentHost, core: RuntimeCore): Promise<void> {
  if (host.implementation.doStop !== undefined) await giveBack(host, core)
  host.markStopped()
  core.listener?.({ type: 'agent-stop', at: core.world.clock.now(), agent: host.name })
}

async function giveBack(host: AgentHost, core: RuntimeCore): Promise<void> {
  const { abandonGraceMs, world } = core
  const { clock } = world
  const scope = new CancelScope(clock)
  scope.limit(abandonGraceMs, () => scope.abort(undefined))
  try {
    await orAbort((async () => host.implementation.doStop?.())(), scope.signal)
  } catch (thrown) {
    if (scope.signal.aborted) {
      announceNotice(
        core,
        'warn',
        `Agent "${host.name}" did not stop within ${abandonGraceMs} ms, so it is no longer waited for.`,
      )
    } else {
      core.listener?.({ type: 'agent-error', at: clock.now(), agent: host.name, error: serializeError(thrown) })
    }
  } finally {
    scope.dispose()
  }
}
