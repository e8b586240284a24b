import { lazySchema } from './lazy-schema.ts'
import { quote } from '../util/text/printable.ts'
import type { ValueKind } from './value-kinds.ts'

const namePattern = /^[a-z][a-z0-9_-]{0,63}$/

/** The name of an agent: the form that every transport can carry. */
export const agentName = {
  schema: lazySchema((z) => z.string().check(z.refine((value) => namePattern.test(value), { error: explain }))),
  type: 'name',
  pattern: namePattern.source,
} satisfies ValueKind

function explain({ input }: { readonly input?: unknown }): string {
  const better = improve(String(input))
  const advice = better === undefined ? '' : `; write ${quote(better)}`
  return `must begin with a lower-case letter and hold only lower-case letters, digits, "-" and "_", at most 64${advice}`
}

/** The closest name of the right form: `DataAnalyst` gives `data-analyst`. */
function improve(name: string): string | undefined {
  const better = name
    .slice(0, 64)
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 64)
  return namePattern.test(better) && better !== name ? better : undefined
}
