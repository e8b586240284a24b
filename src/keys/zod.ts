import * as z from 'zod/mini'

/** What the tables of keys use of zod. All of it at once would be loaded with every configuration. */
export const zod = {
  _default: z._default,
  array: z.array,
  boolean: z.boolean,
  custom: z.custom,
  enum: z.enum,
  gt: z.gt,
  int: z.int,
  literal: z.literal,
  maximum: z.maximum,
  minimum: z.minimum,
  minLength: z.minLength,
  number: z.number,
  optional: z.optional,
  pipe: z.pipe,
  record: z.record,
  refine: z.refine,
  strictObject: z.strictObject,
  string: z.string,
  transform: z.transform,
  union: z.union,
  unknown: z.unknown,
} as const
