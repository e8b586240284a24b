import type { CodeOf } from '../../errors/aixgo-error.ts'

/** What is known of an error that a provider reported. */
export interface ErrorFacts {
  /** Every word that stands where a kind of error does. */
  readonly codes: readonly string[]
  readonly words: string
  /** The HTTP status, or the one that the body tells; none for an error inside an answer with status 200. */
  readonly status: number | undefined
  /** True where the provider says how long to wait. */
  readonly tellsWait: boolean
}

/** What an error comes to. */
export interface ErrorClass {
  readonly code: CodeOf<'model'>
  /** Overrules the default of the code. */
  readonly retryable?: boolean
}

/** One rule. All conditions that it has must hold; of `codes` and `words` either does. */
interface Rule extends ErrorClass {
  /** Compared with each code in lower case, its parts joined by `_`. */
  readonly codes?: RegExp
  readonly words?: RegExp
  readonly statuses?: readonly number[]
  readonly unless?: RegExp
}

// The first rule that fits wins: what is told exactly comes before what a status says, and that before general words.
const rules: readonly Rule[] = [
  {
    code: 'MODEL_CONTENT_FILTERED',
    codes:
      /content_?(filter|policy|blocked|moderation)|responsible_ai|moderation|safety|prohibited_content|sensitive|data_inspection_failed|^invalid_prompt$|guardrail/,
    words:
      /content (management|filtering|usage) policy|content[- ]filter|violat\w+ (our |the |openai's |google's )?([\w-]+ )?(usage (policies|policy|guidelines)|content polic|acceptable use|safety|terms of)|flagged (as|by|for)|responsible ai practices|was blocked (due to|by|for) (safety|content|moderation)|moderation/i,
  },
  // A limit per minute that is smaller than the request: no wait helps, another model may.
  { code: 'MODEL_QUOTA_EXCEEDED', words: /request too large for .{0,200}(per min|\bTPM\b)/i },
  {
    code: 'MODEL_QUOTA_EXCEEDED',
    codes:
      /insufficient_?(quota|user_quota|balance|credit|fund)|billing|payment_required|^quota_exceeded|service_quota_exceeded|exceeded_current_quota|arrearage|overdue|out_of_credits?|credits?_(exhausted|depleted|limit)|spend(ing)?_limit|^quota_.*(per_day|of_zero)/,
    words:
      /credit balance is too low|insufficient (account )?(balance|credits?|funds|quota)|not enough (credits?|balance|funds)|(out of|no remaining|used all available|requires? more|buy more|purchase more) credits|credits? (are|is|have been|has been) (depleted|exhausted|used up)|monthly (included )?(credits|budget|spend)|(spend(ing)?|hard|api usage) limits?\b|account .{0,60}(good standing|overdue|suspended)|free allocation|trial key.{0,80}month|\blimit: 0\b|余额不足|欠费/i,
    unless: /spend(ing)? limits? .{0,20}per minute/i,
  },
  {
    code: 'MODEL_RESPONSE_INVALID',
    codes:
      /tool_(use|call|call_generation|calls?_validation)_(failed|error)|json_(validate|generate|generation)_failed|output_parse_failed|failed_generation|^model_produced_invalid/,
    words:
      /(fail\w*|error|unable)( \w+){0,3} pars\w+ (the )?(model'?s? )?(tool|function)[ -]?calls?|error pars\w+ tool call|failed to (call a function|generate json)|failed to parse input at pos|grammar stack|unexpected tokens remaining in message header|model produced invalid content|tool call validation failed/i,
    unless: /^messages?\b|\bin (the )?(request|messages)\b/i,
  },
  {
    code: 'MODEL_UNAVAILABLE',
    codes: /overloaded|^engine_|^unavailable$|service_unavailable|model_not_ready|server_busy|capacity/,
    words:
      /\boverloaded\b|at capacity|capacity exceeded|over capacity|server (is )?busy|currently loading|high demand/i,
  },
  // A limit for a day gives no answer in time, unless the provider says when.
  {
    code: 'MODEL_RATE_LIMITED',
    codes:
      /rate_?limit|too_many_requests|throttl|resource_(has_been_)?exhausted|^limit_(requests|burst_rate)|request_limit|slow_down|^ratelimit/,
  },
  {
    code: 'MODEL_QUOTA_EXCEEDED',
    words:
      /exceeded (your|the) (current |assigned )?quota|quota (has been |is )?(exceeded|exhausted|reached)|(out of|no) quota/i,
    unless: /per (minute|second)|per_minute/i,
  },
  { code: 'MODEL_RATE_LIMITED', statuses: [429] },
  {
    code: 'MODEL_WINDOW_EXCEEDED',
    codes:
      /context_?(length|window|size|limit)|^exceed_context|prompt_too_long|input_too_long|request_too_large|tokens_limit_reached|max_prompt_tokens|token_limit_exceeded|payload_too_large/,
    words:
      /(maximum|max\.?|available|model'?s?|supported) (context|prompt|input) (length|size|window|tokens?)\b(?! for (tool|function))|context (length|window|size|limit).{0,80}(exceed|longer|greater|overflow|too (long|large|many)|is only|not enough)|(exceed|longer|greater|overflow|larger)\w* .{0,80}(context (length|window|size|limit)|maximum model length|model token limit)|\b(prompt|inputs?|messages?|conversation|request( body)?) (is |are )?too (long|large)\b|too many (input |prompt |total )?(tokens|text bytes)|token count .{0,60}(exceeds|only supports)|number of (input )?tokens .{0,60}(exceed|limit)|`?inputs`? (tokens|must have less)|reduce the (length|size) of (the|your) (messages|prompt|input|conversation)|range of input length|expected maxlength/i,
  },
  { code: 'MODEL_WINDOW_EXCEEDED', statuses: [413] },
  {
    code: 'MODEL_WINDOW_EXCEEDED',
    codes: /^string_above_max_length$/,
    words: /^$/,
    unless: /tools?\[|functions?\[|\bname\b/,
  },
  { code: 'MODEL_UNAVAILABLE', words: /requires more system memory/i, retryable: false },
  // What was said earlier in a conversation is not there any more.
  {
    code: 'MODEL_REQUEST_INVALID',
    codes: /previous_response_not_found/,
    words: /^(items?|previous response|file)\b.{0,80}not found/i,
  },
  {
    code: 'MODEL_NOT_FOUND',
    codes:
      /model_?(not_?found|not_?exist|not_available|not_supported|decommissioned|terms_required|deprecated)|invalid_model\b|deployment_?not_?found|unknown_model|unsupported_model/,
    words:
      /\b(model|deployment|endpoint)s?\b.{0,120}(does not exist|do(es)? not have access|not found|not exist|is not a valid model|decommissioned|deprecated and|no longer (available|supported)|is not supported by any|unknown model)|model identifier is invalid|not a valid model|no (allowed )?(endpoints|providers)( \w+){0,2} (found|available)|(don't|do not|not) have access to (the |this )?model|access to (the |this )?model|unknown model|unsupported model|invalid model\b|no models? loaded|on-demand throughput isn.t supported|verified to use the model/i,
    unless: /does not (exist|support) (tools?|function|image)|(function|tool)s?\b.{0,20}not found/i,
  },
  {
    code: 'MODEL_AUTHENTICATION',
    codes:
      /api_?key|authenticat|unauthori[sz]ed|permission|access_denied|forbidden|invalid_token|expired_token|unrecognized_client|invalid_signature|missing_authentication|credentials|unsupported_country|incomplete_signature/,
    words:
      /(invalid|incorrect|wrong|missing|no|expired|bad|unknown) (api[ -]?key|auth\w*( token| credentials)?|access token|credentials|bearer token)|api[ -]?key (not valid|is (invalid|missing|not valid|expired|required)|expired|not found)|unauthori[sz]ed|authentication (failed|required|error|fails)|permission denied|location is not supported|region .{0,40}not supported|no auth credentials/i,
  },
  { code: 'MODEL_AUTHENTICATION', statuses: [401, 403] },
  { code: 'MODEL_UNAVAILABLE', statuses: [407], retryable: false },
  { code: 'MODEL_QUOTA_EXCEEDED', statuses: [402] },
  { code: 'MODEL_NOT_FOUND', statuses: [404] },
  { code: 'MODEL_UNAVAILABLE', statuses: [408, 409, 424, 425, 498, 499] },
]

// What is left is told apart by its kind where there is no status, or one that says little.
const generalRules: readonly Rule[] = [
  {
    code: 'MODEL_UNAVAILABLE',
    codes:
      /^(internal|aborted|cancelled|deadline_exceeded|unknown)$|internal_(server_)?(error|failure|exception)|server_error|api_error|api_connection|timeout|timed_out|stream_error|model_error|bad_gateway|upstream|engine|generation$|incomplete_generation/,
  },
  {
    code: 'MODEL_NOT_FOUND',
    codes: /not_found/,
  },
  {
    code: 'MODEL_REQUEST_INVALID',
    codes:
      /invalid_?(request|argument|parameter|value|type|input)|bad_request|validation|unprocessable|unsupported|out_of_range|failed_precondition|missing_required|not_supported|above_max|unimplemented/,
    words:
      /\b(invalid|unsupported|malformed|unknown (parameter|field|name)|is required|must be|not supported|does not support|extra inputs|not permitted|not allowed|should (be|have))\b/i,
  },
]

/** Says what an error is, by its codes, its words and its status, wherever it was reported. */
export function classifyError(facts: ErrorFacts): ErrorClass {
  const found = classifyExactly(facts)
  if (found !== undefined) return found
  const { status } = facts
  if (status !== undefined && status >= 500) return { code: 'MODEL_UNAVAILABLE' }
  if (status !== undefined && status >= 400) return { code: 'MODEL_REQUEST_INVALID' }
  if (status !== undefined && status >= 300) return { code: 'MODEL_FAILED' }
  // A provider that took the request and then reports an error that nobody knows has failed on its side.
  return find(generalRules, facts) ?? { code: 'MODEL_UNAVAILABLE' }
}

/** Says what an error is where that is told exactly; nothing where it takes a guess. */
export function classifyExactly(facts: ErrorFacts): ErrorClass | undefined {
  const found = find(rules, facts)
  return found !== undefined && isForADay(found, facts) ? { code: 'MODEL_QUOTA_EXCEEDED' } : found
}

function find(table: readonly Rule[], facts: ErrorFacts): ErrorClass | undefined {
  const codes = facts.codes.map(joined)
  const found = table.find((rule) => fits(rule, { ...facts, codes }))
  return found === undefined
    ? undefined
    : { code: found.code, ...(found.retryable === undefined ? {} : { retryable: found.retryable }) }
}

function fits({ codes, words, statuses, unless }: Rule, subject: ErrorFacts): boolean {
  if (unless?.test(subject.words) === true) return false
  if (statuses !== undefined) return subject.status !== undefined && statuses.includes(subject.status)
  return subject.codes.some((code) => codes?.test(code) === true) || words?.test(subject.words) === true
}

/** A limit for a whole day is as good as a quota, unless the provider says that it ends soon. */
function isForADay({ code }: ErrorClass, { words, tellsWait }: ErrorFacts): boolean {
  return code === 'MODEL_RATE_LIMITED' && !tellsWait && /\b(per|a|each) day\b|\bdaily\b/i.test(words)
}

/** `ThrottlingException`, `RESOURCE_EXHAUSTED` and `Throttling.RateQuota` in one form. */
function joined(code: string): string {
  return code
    .replace(/:.*$/, '')
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z\d]+/g, '_')
    .toLowerCase()
}
