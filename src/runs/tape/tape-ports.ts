import { RunError } from '../../errors/run-error.ts'
import type { ModelResolver } from '../../models/model.ts'
import type { Clock } from '../../util/clock.ts'
import { tapeTime } from './tape.ts'

/** Time during a replay: it stands still, and no timer ever fires. Waits are answered by the tape. */
export const tapeClock: Clock = { now: () => tapeTime, monotonic: () => 0, setTimer: () => () => {} }

/** No replayed run resolves a model. */
export const tapeModels: ModelResolver = (reference) => {
  const name = typeof reference === 'string' ? reference : reference.modelId
  throw new RunError('RUN_DIVERGED', `A replayed run asked for the model "${name}", and not for its recorded answer.`)
}
