import { anthropic, google, openai, page, type Envelope } from './envelope.ts'

const retryInfo = (retryDelay: unknown) => ({ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay })
const quota = (quotaId: string, quotaValue?: string) => ({
  '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
  violations: [{ quotaMetric: 'generativelanguage.googleapis.com/requests', quotaId, quotaValue }],
})
const currentQuota = 'You exceeded your current quota, please check your plan and billing details.'

/** Rate limits and what is out of money. */
export const limitEnvelopes: readonly Envelope[] = [
  {
    name: 'OpenAI, rate limit with a wait in words',
    status: 429,
    body: openai(
      'Rate limit reached for gpt-4o in organization org-1 on tokens per min (TPM): Limit 30000, Used 29500, Requested 1200. Please try again in 1.4s. Visit https://platform.openai.com/account/rate-limits to learn more.',
      'rate_limit_exceeded',
      'tokens',
    ),
    code: 'MODEL_RATE_LIMITED',
    words: 'Rate limit reached for gpt-4o',
    kind: 'rate_limit_exceeded',
    retryAfterMs: 1400,
  },
  {
    name: 'OpenAI, a request that no wait makes small enough',
    status: 429,
    body: openai(
      'Request too large for gpt-4o in organization org-1 on tokens per min (TPM): Limit 30000, Requested 41219. The input or output tokens must be reduced in order to run successfully.',
      'rate_limit_exceeded',
      'tokens',
    ),
    code: 'MODEL_QUOTA_EXCEEDED',
    words: 'Request too large',
  },
  {
    name: 'Groq, the same with 413',
    status: 413,
    body: openai(
      'Request too large for model `llama-3.1-8b-instant` in organization `org_1` service tier `on_demand` on tokens per minute (TPM): Limit 6000, Requested 9063, please reduce your message size and try again.',
      'rate_limit_exceeded',
      'tokens',
    ),
    code: 'MODEL_QUOTA_EXCEEDED',
    words: 'Request too large',
  },
  {
    name: 'OpenAI, out of money',
    status: 429,
    body: openai(currentQuota, 'insufficient_quota', 'insufficient_quota'),
    code: 'MODEL_QUOTA_EXCEEDED',
    words: 'You exceeded your current quota',
    kind: 'insufficient_quota',
  },
  {
    name: 'OpenAI, hard limit of the account',
    status: 400,
    body: openai('Billing hard limit has been reached', 'billing_hard_limit_reached', 'invalid_request_error'),
    code: 'MODEL_QUOTA_EXCEEDED',
    words: 'Billing hard limit',
  },
  {
    name: 'an imitation that only has the words',
    status: 429,
    body: { error: { message: currentQuota } },
    code: 'MODEL_QUOTA_EXCEEDED',
    words: 'You exceeded',
  },
  {
    name: 'Groq, a day with a wait that is told',
    status: 429,
    body: openai(
      'Rate limit reached for model `m` on tokens per day (TPD): Limit 100000, Used 99900, Requested 700. Please try again in 7m12s.',
      'rate_limit_exceeded',
      'tokens',
    ),
    code: 'MODEL_RATE_LIMITED',
    words: 'tokens per day',
    retryAfterMs: 432_000,
  },
  {
    name: 'Anthropic, rate limit',
    status: 429,
    body: anthropic(
      'rate_limit_error',
      "This request would exceed your organization's rate limit of 40,000 input tokens per minute.",
    ),
    code: 'MODEL_RATE_LIMITED',
    words: 'would exceed your organization',
    kind: 'rate_limit_error',
  },
  {
    name: 'Anthropic, out of money',
    status: 400,
    body: anthropic(
      'invalid_request_error',
      'Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits.',
    ),
    code: 'MODEL_QUOTA_EXCEEDED',
    words: 'Your credit balance is too low',
  },
  {
    name: 'Anthropic, limit set by the account',
    status: 400,
    body: anthropic(
      'invalid_request_error',
      'You have reached your specified API usage limits. You will regain access on 2026-12-01 at 00:00 UTC.',
    ),
    code: 'MODEL_QUOTA_EXCEEDED',
    words: 'specified API usage limits',
  },
  {
    name: 'Anthropic, billing error',
    status: 402,
    body: anthropic('billing_error', 'Payment failed.'),
    code: 'MODEL_QUOTA_EXCEEDED',
    words: 'Payment failed',
  },
  {
    name: 'Google, per minute, with a delay',
    status: 429,
    body: google(429, 'RESOURCE_EXHAUSTED', `${currentQuota} Please retry in 34.074824224s.`, [
      quota('GenerateRequestsPerMinutePerProjectPerModel-FreeTier', '10'),
      retryInfo('34s'),
    ]),
    code: 'MODEL_RATE_LIMITED',
    words: 'You exceeded your current quota',
    kind: 'RESOURCE_EXHAUSTED',
    retryAfterMs: 34_000,
  },
  {
    name: 'Google, per day',
    status: 429,
    body: google(429, 'RESOURCE_EXHAUSTED', currentQuota, [
      quota('GenerateRequestsPerDayPerProjectPerModel-FreeTier', '50'),
      retryInfo('34s'),
    ]),
    code: 'MODEL_QUOTA_EXCEEDED',
    words: 'You exceeded your current quota',
  },
  {
    name: 'Google, a model that the free tier has nothing of',
    status: 429,
    body: google(429, 'RESOURCE_EXHAUSTED', currentQuota, [
      quota('GenerateContentInputTokensPerModelPerMinute-FreeTier', '0'),
      retryInfo({ seconds: '5', nanos: 500_000_000 }),
    ]),
    code: 'MODEL_QUOTA_EXCEEDED',
    words: 'You exceeded your current quota',
  },
  {
    name: 'Google, prepaid and used up',
    status: 429,
    body: google(429, 'RESOURCE_EXHAUSTED', 'Your prepayment credits are depleted.'),
    code: 'MODEL_QUOTA_EXCEEDED',
    words: 'prepayment credits are depleted',
  },
  {
    name: 'Google Vertex AI, shared capacity, as the list that its streams send',
    status: 429,
    body: [google(429, 'RESOURCE_EXHAUSTED', 'Resource exhausted. Please try again later.', [retryInfo({ seconds: '5', nanos: 500_000_000 })])],
    code: 'MODEL_RATE_LIMITED',
    words: 'Resource exhausted',
    retryAfterMs: 5500,
  },
  {
    name: 'Google Vertex AI, a quota for each minute',
    status: 429,
    body: google(
      429,
      'RESOURCE_EXHAUSTED',
      'Quota exceeded for aiplatform.googleapis.com/generate_content_requests_per_minute_per_project_per_base_model with base model: gemini-2.5-pro.',
    ),
    code: 'MODEL_RATE_LIMITED',
    words: 'Quota exceeded for aiplatform',
  },
  {
    name: 'DeepSeek, out of money',
    status: 402,
    body: openai('Insufficient Balance', 'invalid_request_error', 'unknown_error'),
    code: 'MODEL_QUOTA_EXCEEDED',
    words: 'Insufficient Balance',
  },
  {
    name: 'OpenRouter, out of money',
    status: 402,
    body: {
      error: {
        code: 402,
        message: 'This request requires more credits, or fewer max_tokens. You requested up to 65536 tokens, but can only afford 1234.',
        metadata: { provider_name: null },
      },
      user_id: 'user_1',
    },
    code: 'MODEL_QUOTA_EXCEEDED',
    words: 'requires more credits',
  },
  {
    name: 'OpenRouter, limited by the provider behind it',
    status: 429,
    body: {
      error: {
        code: 429,
        message: 'Provider returned error',
        metadata: {
          raw: 'deepseek/deepseek-chat is temporarily rate-limited upstream. Please retry shortly.',
          provider_name: 'Chutes',
        },
      },
    },
    code: 'MODEL_RATE_LIMITED',
    words: 'deepseek/deepseek-chat is temporarily rate-limited upstream',
  },
  {
    name: 'Hugging Face, monthly credits',
    status: 402,
    body: { error: 'You have exceeded your monthly included credits for Inference Providers. Subscribe to PRO.' },
    code: 'MODEL_QUOTA_EXCEEDED',
    words: 'monthly included credits',
  },
  {
    name: 'xAI, out of credits',
    status: 403,
    body: {
      code: 'The caller does not have permission to execute the specified operation',
      error: 'Your team 1 has either used all available credits or reached its monthly spending limit.',
    },
    code: 'MODEL_QUOTA_EXCEEDED',
    words: 'Your team 1 has either used all',
    kind: '',
  },
  {
    name: 'xAI, rate limit',
    status: 429,
    body: { code: 'Some resource has been exhausted', error: 'Too many requests for team 1 and model grok-4.' },
    code: 'MODEL_RATE_LIMITED',
    words: 'Too many requests for team 1',
    kind: '',
  },
  {
    name: 'Amazon Bedrock, throttled',
    status: 429,
    body: { __type: 'com.amazon.coral.service#ThrottlingException', message: 'Too many tokens, please wait before trying again.' },
    code: 'MODEL_RATE_LIMITED',
    words: 'Too many tokens, please wait',
    kind: 'ThrottlingException',
  },
  {
    name: 'Amazon Bedrock, throttled for the day',
    status: 429,
    body: { __type: 'ThrottlingException', message: 'Too many tokens per day, please wait before trying again.' },
    code: 'MODEL_QUOTA_EXCEEDED',
    words: 'Too many tokens per day',
  },
  {
    name: 'Amazon Bedrock, an event of a stream',
    status: 200,
    body: { throttlingException: { message: 'Too many requests, please wait before trying again.' } },
    code: 'MODEL_RATE_LIMITED',
    words: 'Too many requests',
    kind: 'throttlingException',
  },
  {
    name: 'Amazon Bedrock, quota of the account',
    status: 400,
    body: { __type: 'ServiceQuotaExceededException', message: 'Your request exceeds the service quota for your account.' },
    code: 'MODEL_QUOTA_EXCEEDED',
    words: 'exceeds the service quota',
  },
  {
    name: 'Azure, rate limit with a wait in words',
    status: 429,
    body: {
      error: {
        code: '429',
        message:
          'Requests to the ChatCompletions_Create Operation under Azure OpenAI API version 2024-10-21 have exceeded token rate limit of your current OpenAI S0 pricing tier. Please retry after 26 seconds. Please go here to increase it.',
      },
    },
    code: 'MODEL_RATE_LIMITED',
    words: 'Requests to the ChatCompletions_Create Operation',
    retryAfterMs: 26_000,
  },
  {
    name: 'Mistral, rate limit',
    status: 429,
    body: { object: 'error', message: 'Rate limit exceeded', type: 'rate_limited', param: null, code: '1300' },
    code: 'MODEL_RATE_LIMITED',
    words: 'Rate limit exceeded',
    kind: 'rate_limited',
  },
  {
    name: 'Moonshot, out of money',
    status: 429,
    body: { error: { type: 'exceeded_current_quota_error', message: 'Your account is suspended, please check your plan.' } },
    code: 'MODEL_QUOTA_EXCEEDED',
    words: 'Your account is suspended',
  },
  {
    name: 'Alibaba, account in arrears',
    status: 400,
    body: { request_id: 'r1', code: 'Arrearage', message: 'Access denied, please make sure your account is in good standing.' },
    code: 'MODEL_QUOTA_EXCEEDED',
    words: 'Access denied',
    kind: 'Arrearage',
  },
  {
    name: 'Alibaba, throttled',
    status: 429,
    body: { code: 'Throttling.RateQuota', message: 'Requests rate limit exceeded, please try again later.' },
    code: 'MODEL_RATE_LIMITED',
    words: 'Requests rate limit exceeded',
  },
  {
    name: 'MiniMax, which sends errors with status 200',
    status: 200,
    body: { choices: null, base_resp: { status_code: 1008, status_msg: 'insufficient balance' } },
    code: 'MODEL_QUOTA_EXCEEDED',
    words: 'insufficient balance',
  },
  {
    name: 'Cloudflare Workers AI, the free tier of a day',
    status: 429,
    body: {
      errors: [{ message: 'you have used up your daily free allocation of 10,000 neurons', code: 4006 }],
      success: false,
      result: {},
      messages: [],
    },
    code: 'MODEL_QUOTA_EXCEEDED',
    words: 'daily free allocation',
  },
  {
    name: 'a status and nothing else',
    status: 429,
    body: '',
    code: 'MODEL_RATE_LIMITED',
    words: '',
    inside: 'MODEL_RESPONSE_INVALID',
  },
  {
    name: 'the page of a proxy',
    status: 429,
    body: page('429 Too Many Requests'),
    code: 'MODEL_RATE_LIMITED',
    words: '429 Too Many Requests',
  },
  {
    name: 'LiteLLM, around another error',
    status: 429,
    body: {
      error: {
        message:
          'litellm.RateLimitError: AnthropicException - {"type":"error","error":{"type":"rate_limit_error","message":"Number of request tokens has exceeded your per-minute rate limit"}}',
        type: 'None',
        param: 'None',
        code: '429',
      },
    },
    code: 'MODEL_RATE_LIMITED',
    words: 'Number of request tokens has exceeded',
  },
]

