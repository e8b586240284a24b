import { boolCoreTag, floatCoreTag, intCoreTag, NOT_RESOLVED, nullCoreTag } from 'js-yaml'

const implicitTags = [nullCoreTag, boolCoreTag, intCoreTag, floatCoreTag]

/** The value of an unquoted scalar by the rules of YAML 1.2: `5` is a number, `true` a truth value, `yes` a text. */
export function resolvePlain(text: string): string | number | boolean | null {
  for (const tag of implicitTags) {
    const value: unknown = tag.resolve(text, false, tag.tagName)
    // What these four tags resolve to is known; their common type is not.
    if (value !== NOT_RESOLVED) return value as number | boolean | null
  }
  return text
}
