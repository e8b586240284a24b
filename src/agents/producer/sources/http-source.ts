import { groupKey, optionalKey, requiredKey } from '../../../keys/key-entry.ts'
import { duration, httpUrl, textMap } from '../../../keys/value-kinds.ts'
import type { FetchFunction } from '../../host-ports.ts'
import { notAboveZero } from '../not-above-zero.ts'
import { defineSource, loadedWhenOpened } from '../source.ts'

/** An address that is asked again and again for what is new. */
export interface HttpPoll {
  readonly url: string
  /** Milliseconds between two requests; the producer's own interval when there is none here, else 60,000. */
  readonly intervalMs?: number | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Milliseconds one request may take; 30,000 unless said otherwise. */
  readonly timeoutMs?: number | undefined
  /** What makes the requests: the global `fetch`, or one of your own. */
  readonly fetch: FetchFunction
}

/** What is new at a web address. */
export const httpSource = /* @__PURE__ */ defineSource({
  keys: () => ({
    http: groupKey(
      {
        url: requiredKey(httpUrl, 'Address to fetch.'),
        interval: optionalKey(duration, 'Time between two fetches.', {
          defaultText: '`interval` of the agent, else 60s',
        }),
        headers: optionalKey(textMap, 'Headers to send. Values may hold `${NAME}`.'),
      },
      'What is new at a web address, fetched again and again.',
    ),
  }),
  describe: ({ http }) => http?.url ?? '',
  configure: ({ http }, host): HttpPoll => ({ url: '', ...http, fetch: host.fetch }),
  problem: problemOf,
  withInterval: (poll, intervalMs) => (poll.intervalMs === undefined ? { ...poll, intervalMs } : undefined),
  create: (poll: HttpPoll) =>
    loadedWhenOpened(async () => (await import('../opened/http-answers.ts')).httpAnswers(poll)),
})

function problemOf(poll: HttpPoll): string | undefined {
  const url = URL.parse(poll.url)
  if (url === null || !/^https?:$/.test(url.protocol))
    return 'polls an address that is no URL. Write one that starts with "http://" or "https://".'
  if (url.username !== '' || url.password !== '')
    return `polls an address of ${url.host} that holds a password. Move it to an "Authorization" header.`
  return (
    notAboveZero('interval of its HTTP source', poll.intervalMs) ??
    notAboveZero('timeout of its HTTP source', poll.timeoutMs)
  )
}
