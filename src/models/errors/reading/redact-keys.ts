// Providers quote a refused key in their message, in full or with stars in the middle.
const keyShapes: readonly RegExp[] = [
  /\b(?:sk|rk|pk|csk|gsk|xai|hf|pplx|nvapi|key)[-_][\w*.-]{6,}/g,
  /\beyJ[\w-]{10,}\.[\w.-]+/g,
  /\bAIza[\w-]{10,}/g,
  /\bya29\.[\w.-]+/g,
  /\bA[KS]IA[A-Z0-9]{12,}/g,
  /\b(?:Bearer|Basic)\s+[\w.~+/=*-]+/gi,
  /([?&](?:key|api[-_]?key|token)=)[^&\s"']+/gi,
]

/** Takes out of a provider's message what looks like a key. */
export function redactKeys(text: string): string {
  return keyShapes.reduce(
    (redacted, shape) =>
      redacted.replace(shape, (_match, prefix: unknown) => `${typeof prefix === 'string' ? prefix : ''}[redacted]`),
    text,
  )
}
