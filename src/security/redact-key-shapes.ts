// What the keys of the well-known providers and services look like, wherever they stand in a text.
const keyShapes: readonly RegExp[] = [
  /\b(?:sk|rk|pk|gsk|xai|hf|r8|pplx)[-_][\w-]{16,}/g,
  /\bgh[pousr]_\w{20,}/g,
  /\bgithub_pat_\w{20,}/g,
  /\bglpat-[\w-]{20,}/g,
  /\bxox[abeoprs]-[\w-]{10,}/g,
  /\bAIza[\w-]{30,}/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]+/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*-----END [A-Z ]*PRIVATE KEY-----/g,
  /(?<=\bBearer\s)[\w.~+/=-]{12,}/gi,
  /(?<=[?&](?:key|api[-_]?key|token|access_token)=)[^&\s"']{6,}/gi,
]

/** Takes out of a text what looks like a key. Idempotent. */
export function redactKeyShapes(text: string): string {
  return keyShapes.reduce((redacted, shape) => redacted.replace(shape, '[redacted]'), text)
}
