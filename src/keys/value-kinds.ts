import type * as zod from 'zod/mini'
import { isRecord } from '../util/is-record.ts'
import { lazySchema, type Zod } from './lazy-schema.ts'
import { parseDuration } from '../util/duration.ts'
import type { JsonObject } from '../util/json/json.ts'

declare const unit: unique symbol

/** Milliseconds read from a duration; its key gets the suffix `Ms` in code. */
export type Duration = number & { readonly [unit]: 'ms' }

/** What is done with a file: it is read, written, or imported as code. */
export type FileUse = 'read' | 'write' | 'import'

/** A kind of value: how it is checked, and what documents call it. */
export interface ValueKind<Schema extends zod.ZodMiniType = zod.ZodMiniType> {
  readonly schema: (z: Zod) => Schema
  readonly type: string
  readonly format?: 'duration' | 'path' | 'number' | 'boolean' | undefined
  /** What is done with the file that the value names. One that is read or imported must exist. */
  readonly use?: FileUse | undefined
  /** What editors check of a text beyond that it is one. */
  readonly pattern?: string | undefined
}

/** Any text. */
export const text = { schema: /* @__PURE__ */ lazySchema((z) => z.string()), type: 'text' } satisfies ValueKind

/** A text that says something. */
export const filledText = {
  schema: /* @__PURE__ */ lazySchema((z) =>
    z.string().check(z.refine((value) => value.trim() !== '', { error: 'must not be empty' })),
  ),
  type: 'text',
} satisfies ValueKind

/** A truth value. */
export const truth = {
  schema: /* @__PURE__ */ lazySchema((z) => z.boolean()),
  type: '`true` or `false`',
  format: 'boolean',
} as const satisfies ValueKind

/** A list of texts. */
export const texts = {
  schema: /* @__PURE__ */ lazySchema((z) => z.array(filledText.schema(z))),
  type: 'list of names',
} satisfies ValueKind

/** A mapping that is the user's own, such as a JSON Schema: its keys are kept as they are. */
export const data = {
  schema: /* @__PURE__ */ lazySchema((z) => z.custom<JsonObject>(isRecord, { error: 'must be a mapping' })),
  type: 'mapping',
} satisfies ValueKind

/** A JSON Schema. */
export const jsonSchema = { ...data, type: 'JSON Schema' } satisfies ValueKind

/** Texts by name. */
export const textMap = {
  schema: /* @__PURE__ */ lazySchema((z) => z.record(z.string(), z.string())),
  type: 'mapping of texts',
} satisfies ValueKind

/** A path, relative to the configuration file; `~` is the home folder. */
export const path = { ...filledText, type: 'path', format: 'path' } as const satisfies ValueKind

/** The path of a file that is read. */
export const inputFile = { ...path, use: 'read' } as const satisfies ValueKind

/** The path of a file that is written. */
export const outputFile = { ...path, use: 'write' } as const satisfies ValueKind

/** The path of a module that is imported. */
export const modulePath = { ...path, type: 'path of a module', use: 'import' } as const satisfies ValueKind

/** What is said of a duration that is no text. */
export const durationMistake = 'must be a text with a unit, such as "30s", "500ms" or "1h30m"'

const durationPart = String.raw`(\d+(\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)`

/** A duration above zero. */
export const duration = {
  schema: /* @__PURE__ */ lazySchema((z) => z.pipe(durationText(z), z.transform(toMilliseconds))),
  type: 'duration',
  format: 'duration',
  pattern: String.raw`^\+?(${durationPart})+$`,
} as const satisfies ValueKind

function durationText(z: Zod) {
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

const webAddress = /* @__PURE__ */ lazySchema((z) =>
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
  schema: /* @__PURE__ */ lazySchema((z) =>
    webAddress(z).check(z.refine((value) => !/[?#]/.test(value), { error: 'must be scheme, host and path alone' })),
  ),
  type: 'URL',
  pattern: '^https?://',
} satisfies ValueKind

/** A whole number of at least `minimum`. */
export function wholeNumber(minimum: number) {
  return {
    schema: lazySchema((z) => z.int().check(z.minimum(minimum))),
    type: `whole number, at least ${minimum}`,
    format: 'number',
  } as const satisfies ValueKind
}

/** A number of at least `minimum`. */
export function numberFrom(minimum: number) {
  return {
    schema: lazySchema((z) => z.number().check(z.minimum(minimum))),
    type: `number, at least ${minimum}`,
    format: 'number',
  } as const satisfies ValueKind
}

/** A number from `minimum` to `maximum`. */
export function numberBetween(minimum: number, maximum: number) {
  return {
    schema: lazySchema((z) => z.number().check(z.minimum(minimum), z.maximum(maximum))),
    type: `number from ${minimum} to ${maximum}`,
    format: 'number',
  } as const satisfies ValueKind
}

/** A number above zero. */
export const positiveNumber = {
  schema: /* @__PURE__ */ lazySchema((z) => z.number().check(z.gt(0))),
  type: 'number above 0',
  format: 'number',
} as const satisfies ValueKind

/** One of a few words. */
export function oneOf<const Words extends readonly [string, ...string[]]>(words: Words) {
  return {
    schema: lazySchema((z) => z.enum(words)),
    type: words.map((word) => `\`${word}\``).join(', '),
  } satisfies ValueKind
}
