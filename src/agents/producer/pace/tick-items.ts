import type { JsonValue } from '../../../util/json/json.ts'
import type { SourceContext } from '../../implementation.ts'

/** The items of a producer without a source: the number of the tick, counted from 1, and its time in ISO 8601. */
export async function* tickItems({ clock }: Pick<SourceContext, 'clock'>): AsyncGenerator<JsonValue> {
  for (let tick = 1; ; tick += 1) yield { tick, at: new Date(clock.now()).toISOString() }
}
