import { blind, sees, textOnly, type ModelVendor, type ProfileRow } from '../profile-row.ts'

/**
 * OpenAI's models, at OpenAI, at Azure under the names of deployments, and at gateways. Windows and outputs as
 * https://developers.openai.com/api/docs/models and https://models.dev have them, read on 2026-11-22; what may think
 * and what takes a temperature as @ai-sdk/openai 4.0.118 has it; structured outputs came with gpt-4o-2024-08-06. What
 * they take as the pages of the models and https://models.dev say, read on 2026-11-26: those that see read PDF documents.
 */
export const openai: ModelVendor = { head: /^(o\d|codex|gpt-?\d|chatgpt|(text-)?(davinci|curie|babbage))/, rows }

function rows(): readonly ProfileRow[] {
  /** From the o-series and GPT-5 on, Chat Completions refuse `max_tokens` and a temperature. */
  const newParameters = { fixedSampling: true, outputLimitName: 'max_completion_tokens' } as const

  // Chat Completions of these take `temperature` only where reasoning is switched off, which is not their profile's matter.
  const gpt5 = { ...newParameters, ...sees, window: 400_000, maxOutput: 128_000 } as const
  const longGpt5 = { ...newParameters, ...sees, window: 1_050_000, maxOutput: 128_000 } as const
  const gpt4o = { ...sees, window: 128_000, maxOutput: 16_384 } as const
  return [
    {
      pattern: /^o[34](-mini)?-deep-research/,
      family: 'o-deep-research',
      ...newParameters,
      ...sees,
      window: 200_000,
      maxOutput: 100_000,
      reasoning: 'always',
      isSlow: true,
    },
    {
      pattern: /^o[13]-pro/,
      family: 'o-pro',
      ...newParameters,
      ...sees,
      window: 200_000,
      maxOutput: 100_000,
      reasoning: 'always',
      isSlow: true,
    },
    {
      pattern: /^o1-mini/,
      family: 'o1-mini',
      ...newParameters,
      ...blind,
      ...textOnly,
      window: 128_000,
      maxOutput: 65_536,
      reasoning: 'always',
    },
    {
      pattern: /^o1-preview/,
      family: 'o1-preview',
      ...newParameters,
      ...blind,
      ...textOnly,
      window: 128_000,
      maxOutput: 32_768,
      reasoning: 'always',
    },
    {
      pattern: /^o3-mini/,
      family: 'o-series',
      ...newParameters,
      ...blind,
      window: 200_000,
      maxOutput: 100_000,
      reasoning: 'always',
    },
    {
      pattern: /^(o[134](-|:|$)|codex-mini)/,
      family: 'o-series',
      ...newParameters,
      ...sees,
      window: 200_000,
      maxOutput: 100_000,
      reasoning: 'always',
    },

    { pattern: /^gpt-?5-chat/, family: 'gpt-5-chat', ...textOnly, ...gpt4o, outputLimitName: 'max_completion_tokens' },
    { pattern: /^gpt-?5\.\d-chat/, family: 'gpt-5-chat', ...newParameters, ...gpt4o, reasoning: 'optional' },
    {
      pattern: /^gpt-?5\.3-codex-spark/,
      family: 'gpt-5.3-codex-spark',
      ...newParameters,
      ...sees,
      window: 128_000,
      maxOutput: 32_000,
      reasoning: 'always',
    },
    { pattern: /^gpt-?5-pro/, family: 'gpt-5-pro', ...gpt5, maxOutput: 272_000, reasoning: 'always', isSlow: true },
    { pattern: /^gpt-?5\.[1-3]-pro/, family: 'gpt-5-pro', ...gpt5, reasoning: 'always', isSlow: true },
    { pattern: /^gpt-?5\.\d-pro/, family: 'gpt-5-pro', ...longGpt5, reasoning: 'always', isSlow: true },
    { pattern: /^gpt-?5\.([1-3]|\d-(mini|nano|instant))/, family: 'gpt-5.1', ...gpt5, reasoning: 'optional' },
    { pattern: /^gpt-?5\.\d/, family: 'gpt-5.4', ...longGpt5, reasoning: 'optional' },
    { pattern: /^gpt-?5(?!\d)/, family: 'gpt-5', ...gpt5, reasoning: 'always' },
    { pattern: /^gpt-?6(\.\d)?-(sol|luna|terra)/, family: 'gpt-6', ...longGpt5, reasoning: 'optional' },
    { pattern: /^gpt-?6(?!\d)/, family: 'gpt-6', ...longGpt5, reasoning: 'always' },
    // Not known yet; what came with GPT-5 stays.
    { pattern: /^gpt-?([7-9]|[12]\d)(?!\d)/, family: 'gpt', ...newParameters, reasoning: 'optional' },

    { pattern: /^gpt-?4\.?1(?!\d)/, family: 'gpt-4.1', ...sees, window: 1_047_576, maxOutput: 32_768 },
    { pattern: /^gpt-?4\.?5/, family: 'gpt-4.5', ...gpt4o },
    { pattern: /^gpt-?4o-2024-05-13/, family: 'gpt-4o', ...gpt4o, maxOutput: 4096, schema: false },
    { pattern: /^gpt-?4o/, family: 'gpt-4o', ...gpt4o },
    { pattern: /^chatgpt-4o/, family: 'gpt-4o', ...gpt4o, schema: false },
    {
      pattern: /^gpt-?4-(turbo-preview|1106-preview|0125)/,
      family: 'gpt-4-turbo',
      ...blind,
      window: 128_000,
      maxOutput: 4096,
      schema: false,
    },
    {
      pattern: /^gpt-?4-(turbo|1106|0125|vision)/,
      family: 'gpt-4-turbo',
      ...sees,
      window: 128_000,
      maxOutput: 4096,
      schema: false,
    },
    { pattern: /^gpt-?4-32k/, family: 'gpt-4', ...blind, window: 32_768, schema: false },
    { pattern: /^gpt-?4(-0314|-0613)?$/, family: 'gpt-4', ...blind, window: 8192, maxOutput: 8192, schema: false },
    { pattern: /^gpt-?4(?!\d)/, family: 'gpt-4', window: 8192, maxOutput: 8192, schema: false },
    { pattern: /^gpt-?3\.?5-turbo-instruct/, family: 'gpt-3.5', ...textOnly, ...blind, window: 4096, maxOutput: 4096 },
    { pattern: /^gpt-?3\.?5/, family: 'gpt-3.5', ...blind, window: 16_385, maxOutput: 4096, schema: false },
    { pattern: /^(text-)?(davinci|curie|babbage)/, family: 'gpt-3', ...textOnly, ...blind },
  ]
}
