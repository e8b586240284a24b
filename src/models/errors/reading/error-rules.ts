import type { CodeOf } from '../../../errors/aixgo-error.ts'

/** What an error comes to. */
export interface ErrorClass {
  readonly code: CodeOf<'model'>
  /** Overrules the default of the code. */
  readonly retryable?: boolean | undefined
}

/** One way to know an error: by a code, by words, or by the status. Any of those that a rule names is enough. */
export interface ErrorRule extends ErrorClass {
  /** Compared with each code in lower case, its parts joined by `_`. */
  readonly codes?: readonly RegExp[] | undefined
  readonly words?: readonly RegExp[] | undefined
  readonly statuses?: readonly number[] | undefined
  /** Words with which the rule does not hold. */
  readonly unless?: RegExp | undefined
}

/** What is told exactly. The first rule that fits wins. */
export const exactRules: readonly ErrorRule[] = [
  {
    code: 'MODEL_CONTENT_FILTERED',
    codes: [
      /content_?(filter|policy|blocked|moderation)/,
      /responsible_ai|moderation|safety|prohibited_content|guardrail|sensitive/,
      /data_inspection_failed|^invalid_prompt$/,
    ],
    words: [
      /content (management|filtering|usage) policy|content[- ]filter/i,
      /violat\w+ .{0,30}(usage (policies|policy|guidelines)|content polic|acceptable use|safety polic|terms of)/i,
      /\bflagged (as|by|for)\b|responsible ai practices|requires moderation/i,
      /blocked (due to|by|for) (the )?(safety|content|moderation)/i,
    ],
  },
  {
    // A limit per minute that is smaller than the request: no wait helps, another model may.
    code: 'MODEL_QUOTA_EXCEEDED',
    words: [/request too large for .{0,200}(per min|\bTPM\b)/i],
  },
  {
    code: 'MODEL_QUOTA_EXCEEDED',
    codes: [
      /insufficient_?(quota|user_quota|balance|credit|fund)|billing|payment_required|arrearage|overdue/,
      /^quota_exceeded|service_quota_exceeded|exceeded_current_quota|spend(ing)?_limit/,
      /out_of_credits?|credits?_(exhausted|depleted|limit)/,
      // As the quotas of Google are told below.
      /^quota_.*(per_day|of_zero)/,
    ],
    words: [
      /credit balance is too low|(insufficient|not enough) (account )?(balance|credits?|funds|quota)/i,
      /(out of|no remaining|all available|requires? more|buy more|purchase more|doesn't have any|not have any) credits/i,
      /credits? (are|is|have been|has been) (depleted|exhausted|used up)|monthly (included )?(credits|budget|spend)/i,
      /(spend(ing)?|hard|api usage) limits?\b|account .{0,60}(good standing|overdue|suspended)/i,
      /free allocation|trial key.{0,80}month|\blimit: 0\b|余额不足|欠费/i,
    ],
    unless: /per minute/i,
  },
  {
    code: 'MODEL_RESPONSE_INVALID',
    codes: [
      /tool_(use|call|call_generation|calls?_validation)_(failed|error)|output_parse_failed|failed_generation/,
      /json_(validate|generate|generation)_failed/,
    ],
  },
  {
    code: 'MODEL_RESPONSE_INVALID',
    words: [
      /(fail\w*|error|unable)( \w+){0,3} pars\w+ (the )?(model'?s? )?(tool|function)[ -]?calls?/i,
      /failed to (call a function|generate json)|tool call validation failed|model produced invalid content/i,
      /failed to parse input at pos|empty grammar stack|unexpected tokens remaining in message header/i,
      /error pars\w+ tool call/i,
    ],
    // What stands in the conversation already is as wrong the next time.
    unless: /^messages?\b|\bin (the )?(request|messages)\b(?!\.)/i,
  },
  {
    code: 'MODEL_UNAVAILABLE',
    codes: [/overloaded|^engine_|^unavailable$|service_unavailable|model_not_ready|server_busy|capacity/],
    words: [/\boverloaded\b|(at|over) capacity|capacity exceeded|server (is )?busy|currently loading|high demand/i],
  },
  {
    code: 'MODEL_RATE_LIMITED',
    codes: [
      /rate_?limit|too_many_requests|throttl|resource_(has_been_)?exhausted|request_limit|slow_down/,
      /^limit_(requests|burst_rate)|usage_limit/,
    ],
    words: [/\brate[- ]?limit(s|ed|ing)?\b|too many requests|\busage limit\b/i],
  },
  {
    code: 'MODEL_QUOTA_EXCEEDED',
    words: [
      /exceeded (your|the) (current |assigned )?quota|quota (has been |is )?(exceeded|exhausted|reached)|(out of|no) quota/i,
    ],
    unless: /per[ _](minute|second)/i,
  },
  { code: 'MODEL_RATE_LIMITED', statuses: [429] },
  {
    code: 'MODEL_WINDOW_EXCEEDED',
    codes: [
      /context_?(length|window|size|limit)|^exceed_context|(prompt|input)_too_long|request_too_large|payload_too_large/,
      /tokens_limit_reached|max_prompt_tokens|token_limit_exceeded/,
    ],
    words: [
      /(maximum|max\.?|available|model'?s?|supported) (context|prompt|input) (length|size|window|tokens?)\b/i,
      /context (length|window|size|limit).{0,80}(exceed|longer|greater|overflow|too (long|large|many)|is only|not enough)/i,
      /(exceed|longer|greater|overflow|larger)\w* .{0,80}(context (length|window|size|limit)|maximum model length|model token limit)/i,
      /\b(prompt|inputs?|messages?|conversation|request( body)?) (is |are )?too (long|large)\b|reduce the (length|size) of (the|your) (messages|prompt|input|conversation)/i,
      /too many (input |prompt |total )?(tokens|text bytes)|token count .{0,60}(exceeds|only supports)|number of (input )?tokens .{0,60}(exceed|limit)/i,
      /inputs`? (tokens|must have less)|range of input length|expected maxlength/i,
      // OpenAI's limit for one text, unless it is about a tool.
      /'(messages|input)\b.{0,40}': string too long/i,
    ],
  },
  { code: 'MODEL_WINDOW_EXCEEDED', statuses: [413] },
  { code: 'MODEL_UNAVAILABLE', words: [/requires more system memory/i], retryable: false },
  {
    // What was said earlier in a conversation is not there any more.
    code: 'MODEL_REQUEST_INVALID',
    codes: [/previous_response_not_found/],
    words: [/^(items?|previous response|file)\b.{0,80}not found/i],
  },
  {
    code: 'MODEL_NOT_FOUND',
    codes: [
      /model_?(not_?found|not_?exist|not_available|not_supported|decommissioned|terms_required|deprecated)/,
      /(invalid|unknown|unsupported)_model\b|deployment_?not_?found/,
    ],
    words: [
      /\b(model|deployment|endpoint)s?\b.{0,120}(does not exist|do(es)? not have access|not found|not exist|no longer (available|supported))/i,
      /\b(model|deployment)s?\b.{0,120}(decommissioned|is not a valid model|is not supported by any)|not a valid model/i,
      /(unknown|unsupported|invalid) model\b|model identifier is invalid|no models? loaded|verified to use the model/i,
      /no (allowed )?(endpoints|providers)( \w+){0,2} (found|available)|on-demand throughput isn.t supported/i,
      /(don't|do not|not) have access to (the |this )?model/i,
    ],
    unless: /(function|tool)s?\b.{0,20}not found/i,
  },
  {
    code: 'MODEL_AUTHENTICATION',
    codes: [
      // Not `extra_forbidden`, which is FastAPI's word for a key that it does not know.
      /api_?key|authenticat|unauthori[sz]ed|permission|access_denied|(?<!extra_)forbidden|credentials|auth_error/,
      /(invalid|expired)_token|unrecognized_client|(invalid|incomplete)_signature|unsupported_country/,
    ],
    words: [
      /(invalid|incorrect|wrong|missing|no|expired|bad|unknown) (api[ -]?(key|token)|auth\w*( token| credentials)?|access token|credentials|bearer token)/i,
      /api[ -]?key (not valid|is (invalid|missing|not valid|expired|required)|expired|not found)/i,
      /unauthori[sz]ed|authentication (failed|required|error|fails)/i,
      /(location|country|region)\b.{0,40} not supported/i,
    ],
  },
  { code: 'MODEL_AUTHENTICATION', statuses: [401, 403] },
  // A proxy on the way wants a login of its own.
  { code: 'MODEL_UNAVAILABLE', statuses: [407], retryable: false },
  { code: 'MODEL_QUOTA_EXCEEDED', statuses: [402] },
  { code: 'MODEL_NOT_FOUND', statuses: [404] },
  { code: 'MODEL_UNAVAILABLE', statuses: [408, 409, 424, 425, 498, 499] },
]

/** What is told in general terms: worth something only where there is no status that says it. */
export const generalRules: readonly ErrorRule[] = [
  {
    code: 'MODEL_UNAVAILABLE',
    codes: [
      /^(internal|aborted|cancelled|deadline_exceeded|unknown)$|internal_(server_)?(error|failure|exception)/,
      /server_error|api_error|api_connection|timeout|timed_out|stream_error|model_error|bad_gateway|upstream|engine/,
    ],
  },
  { code: 'MODEL_NOT_FOUND', codes: [/not_found/] },
  {
    code: 'MODEL_REQUEST_INVALID',
    codes: [
      /invalid_?(request|argument|parameter|value|type|input)|bad_request|validation|unprocessable|out_of_range/,
      /unsupported|not_supported|failed_precondition|missing_required|above_max|unimplemented/,
    ],
    words: [
      /\b(invalid|unsupported|malformed|unknown (parameter|field|name)|is required|must be|not supported|does not support)\b/i,
      /\b(extra inputs|not permitted|not allowed|should (be|have)|field required)\b/i,
    ],
  },
]
