import type { CodeOf } from '../../errors/aixgo-error.ts'
import { ModelError } from '../../errors/model-error.ts'
import { bareCause } from './bare-cause.ts'
import { cutWords } from './reading/error-words.ts'
import type { ModelErrorSubject } from './model-error-subject.ts'

/** What an error comes to. */
export interface Finding {
  readonly code: CodeOf<'model'>
  /** The HTTP status, or the one that the provider told in its answer. */
  readonly status?: number | undefined
  /** The provider's own words; never the body of the answer. */
  readonly words?: string | undefined
  /** The provider's own word for the kind of error. */
  readonly kind?: string | undefined
  readonly retryable?: boolean | undefined
  readonly retryAfterMs?: number | undefined
  readonly requestId?: string | undefined
  /** True where no answer came at all. */
  readonly isUnreached?: boolean | undefined
}

/**
 * The error that a finding comes to, in a sentence that says who failed, how, and what to look at. Of what was thrown it
 * keeps the name and the place.
 */
export function makeModelError(finding: Finding, subject: ModelErrorSubject, thrown?: unknown): ModelError {
  const { code, status, kind = '', retryable, retryAfterMs, requestId } = finding
  const words = finding.words === undefined ? '' : cutWords(finding.words, subject.redact)
  const mediaTypes = codesOfFiles.has(code) ? (subject.mediaTypes ?? []) : []
  return new ModelError(code, `${sentence({ ...finding, words }, subject)}${filesHint(mediaTypes)}`, {
    details: {
      provider: subject.provider,
      model: subject.model,
      status,
      ...(kind === '' ? {} : { kind: cutWords(kind, subject.redact) }),
      ...(mediaTypes.length === 0 ? {} : { mediaTypes: mediaTypes.join(', ') }),
      retryAfterMs: retryAfterMs === undefined ? undefined : Math.ceil(retryAfterMs),
      requestId,
    },
    retryable,
    cause: bareCause(thrown, words),
  })
}

// Where files of the request may be why.
const codesOfFiles: ReadonlySet<string> = /* @__PURE__ */ new Set(['MODEL_REQUEST_INVALID', 'MODEL_INPUT_UNSUPPORTED'])

type Told = Finding & { readonly words: string }
type Saying = (told: Told, subject: ModelErrorSubject) => readonly [what: string, advice?: string]

/** What the provider did, up to the name of the model, and what to look at. */
const sayings: Readonly<Record<CodeOf<'model'>, Saying>> = {
  MODEL_ADDRESS_INVALID: () => ['has no usable address for'],
  MODEL_AUTHENTICATION: ({ status, words }, { keyVariable = 'the key' }) => {
    if (/\b(location|country|region)\b/i.test(words)) return ['refused access for']
    return status === 403
      ? ['refused access for', `Check what ${keyVariable} may do.`]
      : ['refused the key for', `Check ${keyVariable}.`]
  },
  MODEL_CIRCUIT_OPEN: () => ['is left alone after failures for'],
  MODEL_CONTENT_FILTERED: () => ['refused to answer for reasons of content for'],
  MODEL_FAILED: () => ['failed for'],
  MODEL_INPUT_UNSUPPORTED: () => ['has no place for a file in a request to'],
  MODEL_KEY_MISSING: (_told, { keyVariable = 'its key' }) => [
    'needs a key for',
    `Set ${keyVariable}, or run with --offline.`,
  ],
  MODEL_NAME_INVALID: () => ['does not understand the name of'],
  MODEL_NOT_FOUND: ({ words, kind = '' }) =>
    isAboutModel(`${kind} ${words}`)
      ? ['does not know', 'Check its name, and whether the key may use it.']
      : ['found nothing at its address for', 'Check the base URL, and the name of the model.'],
  MODEL_OUTPUT_LIMIT: () => ['reached its longest output for'],
  MODEL_QUOTA_EXCEEDED: () => ['says that no money or quota is left for'],
  MODEL_RATE_LIMITED: () => ['asks to slow down for'],
  MODEL_REQUEST_INVALID: () => ['refused the request for'],
  MODEL_RESPONSE_INVALID: () => ['gave an answer that could not be read for'],
  MODEL_STREAM_CUT: () => ['ended the stream before the answer was complete for'],
  MODEL_TIMEOUT: () => ['took too long for'],
  MODEL_UNAVAILABLE: ({ isUnreached }) => [isUnreached === true ? 'could not be reached for' : 'failed for'],
  MODEL_WINDOW_EXCEEDED: () => [
    'says that the conversation is too long for',
    'Shorten the conversation (contextWindow), or use a model with a larger window.',
  ],
}

// A wrong base URL is a 404 as well, and says nothing of models.
function isAboutModel(text: string): boolean {
  return text.trim() === '' || /model|deployment|endpoints|providers/i.test(text)
}

function sentence(told: Told, subject: ModelErrorSubject): string {
  const { status, words } = told
  const [said, advice] = sayings[told.code](told, subject)
  const head = `Provider "${subject.provider}" ${said} model "${subject.model}"${status === undefined ? '' : ` (status ${status})`}`
  const end = words === '' ? '.' : `: ${/[.!?…]$/.test(words) ? words : `${words}.`}`
  return advice === undefined ? `${head}${end}` : `${head}${end} ${advice}`
}

function filesHint(mediaTypes: readonly string[]): string {
  if (mediaTypes.length === 0) return ''
  return ` The request holds files of the type ${mediaTypes.map((type) => `"${type}"`).join(', ')}; use a model that takes them.`
}
