import { providerName } from '../../models/names/provider-name.ts'
import { lazySchema } from '../../keys/lazy-schema.ts'
import { groupKey, listKey, optionalKey, unsupportedKey } from '../../keys/key-entry.ts'
import {
  baseUrl,
  duration,
  filledText,
  numberFrom,
  oneOf,
  truth,
  wholeNumber,
  type ValueKind,
} from '../../keys/value-kinds.ts'

const reasons = ['rate_limit', 'timeout', 'server_error', 'network_error', 'stream_cut', 'invalid_response'] as const

const reasonList = {
  schema: lazySchema((z) => z.array(z.enum(reasons)).check(z.minLength(1))),
  type: `list of ${reasons.map((reason) => `\`${reason}\``).join(', ')}`,
} satisfies ValueKind

/** The keys of `retry`. */
const retryKeys = {
  max_attempts: optionalKey(wholeNumber(1), 'Attempts in all for one model call, the first included.', {
    defaultText: '3',
  }),
  initial_backoff: optionalKey(
    duration,
    'Longest wait before the second attempt; the wait is a random time below it.',
    {
      defaultText: '500ms',
      alias: 'initial_interval',
    },
  ),
  max_backoff: optionalKey(duration, 'Longest wait between any two attempts.', { defaultText: '30s' }),
  multiplier: optionalKey(numberFrom(1), 'Factor by which the wait grows with each attempt.', { defaultText: '2' }),
  max_retry_after: optionalKey(
    duration,
    'Longest wait that a provider may ask for; a longer one is an error at once.',
    {
      defaultText: '60s',
    },
  ),
  retry_on: optionalKey(reasonList, 'What is tried again.', { defaultText: 'all of them' }),
  restart_stream: optionalKey(
    truth,
    'Starts a stream again although some of its text was shown; the event `text-reset` says that it is void.',
    { defaultText: '`false`' },
  ),
  backoff: unsupportedKey(
    'How the wait grows.',
    'It grows by "multiplier" from "initial_backoff" to "max_backoff". Remove the key.',
  ),
} as const

/** The keys of `timeouts`. */
const timeoutKeys = {
  first_byte: optionalKey(duration, 'From a request to the first part of a stream, connecting included.', {
    defaultText: '60s',
  }),
  idle: optionalKey(duration, 'Between two parts of a stream.', { defaultText: '60s' }),
  answer: optionalKey(duration, 'A whole answer without streaming.', { defaultText: '10m' }),
  total: optionalKey(duration, 'A model call with all its attempts and fallbacks.', { defaultText: 'no limit' }),
} as const

/** The keys of each item of `providers`. */
const providerKeys = {
  provider: optionalKey(providerName, 'Who serves the model, when its name does not say.'),
  model: optionalKey(filledText, 'Model to ask.', { defaultText: "the agent's `model`" }),
  base_url: optionalKey(baseUrl, 'Address of the model server.', { defaultText: "the provider's" }),
  api_key: optionalKey(filledText, 'Key for the provider. Write `${NAME}`, not the key itself.', {
    defaultText: "the provider's variable",
  }),
  api_key_env: optionalKey(filledText, 'Name of the variable that holds the key.'),
  timeout: optionalKey(duration, 'All attempts at this model; then the next one is asked.', {
    defaultText: 'no limit',
  }),
  region: optionalKey(filledText, 'Region or location of the provider: Amazon Bedrock, Vertex AI.', {
    alias: 'location',
  }),
  project_id: optionalKey(filledText, 'Project of the provider: Vertex AI.'),
  runtime: unsupportedKey('Program that serves the model.', 'Use "base_url" with the address of the server.'),
} as const

/** The keys of `rate_limit`. */
const rateLimitKeys = {
  concurrency: optionalKey(wholeNumber(1), 'Model calls at the same time.', { defaultText: 'no limit' }),
  requests_per_minute: optionalKey(wholeNumber(1), 'Model calls in a minute.', { defaultText: 'no limit' }),
  tokens_per_minute: optionalKey(wholeNumber(1), 'Tokens of requests and answers in a minute.', {
    defaultText: 'no limit',
  }),
} as const

/** The keys of `circuit_breaker`. */
const circuitBreakerKeys = {
  enabled: optionalKey(truth, 'Turns it off without removing the block.', { defaultText: '`true`' }),
  failure_threshold: optionalKey(wholeNumber(1), 'Failures in a row after which the endpoint is left alone.', {
    defaultText: '5',
  }),
  open: optionalKey(duration, 'How long it is left alone; then one call probes it.', { defaultText: '30s' }),
} as const

/** The keys of `cache`. */
const cacheKeys = {
  enabled: {
    ...optionalKey(truth, 'Turns it off without removing the block.', { defaultText: '`true`' }),
    schema: lazySchema((z) => z._default(z.boolean(), true)),
  },
  ttl: optionalKey(duration, 'How long an answer is kept.', { defaultText: '1h' }),
  max_entries: optionalKey(wholeNumber(1), 'How many answers are kept.', { defaultText: '1000' }),
} as const

/** The keys that say how the model calls of an agent are protected. */
export const resilienceKeys = {
  retry: groupKey(retryKeys, 'How a failed model call is repeated. It is repeated without this block too.'),
  timeouts: groupKey(timeoutKeys, 'How long a model call may take.'),
  providers: listKey(
    providerKeys,
    "Models to ask, in order, when the one before cannot answer. The agent's own `model` is the first, unless the first item gives no `model`, or the same one: then the item says where that is served.",
  ),
  fallback_strategy: optionalKey(
    oneOf(['ordered', 'round_robin']),
    'Which model is asked first: always the first, or the next one with each call.',
    { defaultText: '`ordered`' },
  ),
  rate_limit: groupKey(
    rateLimitKeys,
    'How much is asked of the model. Agents with the same limits for the same endpoint share them and take turns.',
  ),
  circuit_breaker: groupKey(
    circuitBreakerKeys,
    'When an endpoint that keeps failing is left alone, by all agents with the same settings.',
  ),
  hedge: groupKey(
    { after: optionalKey(duration, 'How long an answer may take to begin before a second request is sent.') },
    'Sends a second, equal request when the first is slow; the first answer wins. It costs up to twice as much.',
  ),
  cache: groupKey(cacheKeys, 'Keeps answers in memory and gives them again to equal requests.'),
} as const
