import type { LanguageModelV4 } from '../model.ts'

/** True for an address that a provider fetches itself, as the table of its model says: media types and addresses. */
export function isFetched(url: URL, mediaType: string, urls: Awaited<LanguageModelV4['supportedUrls']>): boolean {
  const type = mediaType.toLowerCase()
  return Object.entries(urls).some(
    ([pattern, addresses]) => fits(type, pattern.toLowerCase()) && addresses.some((address) => address.test(url.href)),
  )
}

function fits(type: string, pattern: string): boolean {
  if (pattern === '*' || pattern === '*/*') return true
  return pattern.endsWith('/*') ? type.split('/')[0] === pattern.slice(0, -2) : type === pattern
}
