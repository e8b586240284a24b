/** Replaces secrets in text that leaves the process. Idempotent. */
export type Redact = (text: string) => string

// Shorter values are too likely to be ordinary words; redacting them would only garble the text.
const shortestSecret = 6

/** Makes a redactor for these secrets. Each is also found in its JSON form, as it stands inside events. */
export function createRedactor(secrets: Iterable<string>): Redact {
  const needles = new Set<string>()
  for (const secret of secrets) {
    if (secret.length < shortestSecret) continue
    needles.add(secret)
    needles.add(JSON.stringify(secret).slice(1, -1))
  }
  if (needles.size === 0) return (text) => text
  // Longest first, so that a secret that holds another is replaced whole.
  const pattern = new RegExp(
    [...needles]
      .sort((a, b) => b.length - a.length)
      .map(escapeRegExp)
      .join('|'),
    'g',
  )
  return (text) => text.replace(pattern, '[redacted]')
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
