import { toJSONSchema } from 'zod/v4/core'
import type { StandardSchema } from '../standard-schema.ts'

type ZodType = Parameters<typeof toJSONSchema>[0]

/** What JSON holds of what zod makes of it by `coerce`. */
const coerced: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  date: { type: 'string', format: 'date-time' },
  bigint: { type: 'integer' },
}

const advice: Readonly<Record<string, string>> = {
  date: 'Use z.iso.datetime(), or z.coerce.date().',
  bigint: 'Use z.int(), or z.coerce.bigint().',
  map: 'Use z.record(), or a list of pairs.',
  set: 'Use z.array().',
  undefined: 'Use z.optional(), or z.null().',
  void: 'Use z.object({}) for nothing.',
}

/**
 * Exports the input side of a schema of zod 4 through this package's copy, which says of what it cannot export where it is. Taken where the
 * user's copy has no exporter (zod mini, zod before 4.2), or has failed.
 */
export function exportZod(schema: StandardSchema): Record<string, unknown> {
  // zod 3 speaks Standard Schema too, but was never able to export.
  if (!('_zod' in schema)) {
    throw new Error(
      'It is of zod 3, which exports no JSON Schema. Use zod 4 (`import * as z from "zod/v4"` in zod 3.25).',
    )
  }
  const problems: string[] = []
  // The schema of a user's own copy of zod is of the same shape, but of another class.
  const exported = toJSONSchema(schema as unknown as ZodType, {
    target: 'draft-7',
    io: 'input',
    unrepresentable: ({ zodSchema, path, message }) => {
      const { type, coerce } = zodSchema._zod.def as { readonly type: string; readonly coerce?: boolean | undefined }
      const taken = coerce === true ? coerced[type] : undefined
      if (taken !== undefined) return taken
      // Whatever a function makes something of may be written.
      if (type === 'transform') return 'any'
      problems.push(describe(path, message, advice[type]))
      return 'any'
    },
  })
  if (problems.length > 0) throw new Error(problems.join(' '))
  return exported
}

function describe(path: readonly (string | number)[], message: string, mend: string | undefined): string {
  const steps = path.filter((step, index) => !(step === 'properties' && index % 2 === 0))
  const place = steps.length === 0 ? '' : `\`${steps.join('.')}\`: `
  const words = `${place}${message.replace(/\.$/, '')}.`
  return mend === undefined ? words : `${words} ${mend}`
}
