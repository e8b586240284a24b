const path = '/chat/completions'

/** Where requests go: the base URL of an API, or the whole address where that was given, with the query added. */
export function chatUrl(baseUrl: string, query: Readonly<Record<string, string>> = {}): string {
  const url = new URL(baseUrl)
  const base = url.pathname.replace(/\/+$/, '')
  url.pathname = base.endsWith(path) ? base : `${base}${path}`
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  return url.href
}
