import * as z from 'zod/mini'
import { isRecord } from '../util/is-record.ts'
import { once } from '../util/once.ts'
import { parseDuration } from '../util/duration.ts'
import type { JsonObject } from '../util/json/json.ts'

declare const unit: unique symbol

/** Milliseconds read from a duration; its key gets the suffix `Ms` in code. */
export type Duration = number & { readonly [unit]: 'ms' }

/** A kind of value: how it is checked, and what documents call it. */
export interface ValueKind<Schema extends z.ZodMiniType = z.ZodMiniType> {
  readonly schema: () => Schema
  readonly type: string
  readonly format?: 'duration' | 'path' | 'number' | 'boolean' | undefined
  /** What editors check of a text beyond that it is one. */
  readonly pattern?: string | undefined
}

/** Any text. */
export const text = { schema: once(() => z.string()), type: 'text' } satisfies ValueKind

/** A text that says something. */
export const filledText = {
  schema: once(() => z.string().check(z.refine((value) => value.trim() !== '', { error: 'must not be empty' }))),
  type: 'text',
} satisfies ValueKind

/** A truth value. */
export const truth = {
  schema: once(() => z.boolean()),
  type: '`true` or `false`',
  format: 'boolean',
} as const satisfies ValueKind

/** A list of texts; empty when absent. */
export const texts = {
  schema: once(() => z._default(z.array(filledText.schema()), [])),
  type: 'list of names',
} satisfies ValueKind

/** A mapping that is the user's own, such as a JSON Schema: its keys are kept as they are. */
export const data = {
  schema: once(() => z.custom<JsonObject>(isRecord, { error: 'must be a mapping' })),
  type: 'mapping',
} satisfies ValueKind

/** A JSON Schema. */
export const jsonSchema = { ...data, type: 'JSON Schema' } satisfies ValueKind

/** Texts by name. */
export const textMap = {
  schema: once(() => z.record(z.string(), z.string())),
  type: 'mapping of texts',
} satisfies ValueKind

/** A path, relative to the configuration file; `~` is the home folder. */
export const path = { ...filledText, type: 'path', format: 'path' } as const satisfies ValueKind

/** What is said of a duration that is no text. */
export const durationMistake = 'must be a text with a unit, such as "30s", "500ms" or "1h30m"'

const durationPart = String.raw`(\d+(\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)`

/** A duration above zero. */
export const duration = {
  schema: once(() => z.pipe(durationText(), z.transform(toMilliseconds))),
  type: 'duration',
  format: 'duration',
  pattern: String.raw`^\+?(${durationPart})+$`,
} as const satisfies ValueKind

function durationText() {
  return z.string({ error: ({ input }) => (input === undefined ? undefined : durationMistake) }).check(
    z.refine((value) => parseDuration(value) !== undefined, {
      error: 'must be a duration such as "30s", "500ms" or "1h30m" (units: ns, us, ms, s, m, h)',
      abort: true,
    }),
    z.refine((value) => toMilliseconds(value) > 0, { error: 'must be longer than zero' }),
  )
}

function toMilliseconds(value: string): Duration {
  // The schema has refused what is no duration.
  return (parseDuration(value) ?? 0) as Duration
}

const webAddress = /* @__PURE__ */ once(() =>
  z.string().check(
    z.refine((value) => /^https?:\/\/[^\s/?#]+/i.test(value) && URL.canParse(value), {
      error: 'must be an address that begins with "http://" or "https://"',
      abort: true,
    }),
    z.refine((value) => !hasCredentials(value), {
      error: 'must not hold a user name or password: it would show up in logs',
    }),
  ),
)

function hasCredentials(address: string): boolean {
  const url = URL.parse(address)
  return url !== null && (url.username !== '' || url.password !== '')
}

/** An address on a web server. */
export const httpUrl = { schema: webAddress, type: 'URL', pattern: '^https?://' } satisfies ValueKind

/** The address that a provider's paths are added to. */
export const baseUrl = {
  schema: once(() =>
    webAddress().check(z.refine((value) => !/[?#]/.test(value), { error: 'must be scheme, host and path alone' })),
  ),
  type: 'URL',
  pattern: '^https?://',
} satisfies ValueKind

/** A whole number of at least `minimum`. */
export function wholeNumber(minimum: number) {
  return {
    schema: once(() => z.int().check(z.minimum(minimum))),
    type: `whole number, at least ${minimum}`,
    format: 'number',
  } as const satisfies ValueKind
}

/** A number of at least `minimum`. */
export function numberFrom(minimum: number) {
  return {
    schema: once(() => z.number().check(z.minimum(minimum))),
    type: `number, at least ${minimum}`,
    format: 'number',
  } as const satisfies ValueKind
}

/** A number from `minimum` to `maximum`. */
export function numberBetween(minimum: number, maximum: number) {
  return {
    schema: once(() => z.number().check(z.minimum(minimum), z.maximum(maximum))),
    type: `number from ${minimum} to ${maximum}`,
    format: 'number',
  } as const satisfies ValueKind
}

/** A number above zero. */
export const positiveNumber = {
  schema: once(() => z.number().check(z.gt(0))),
  type: 'number above 0',
  format: 'number',
} as const satisfies ValueKind

/** One of a few words. */
export function oneOf<const Words extends readonly [string, ...string[]]>(words: Words) {
  return { schema: once(() => z.enum(words)), type: words.map((word) => `\`${word}\``).join(', ') } satisfies ValueKind
}
