import { blind, openWeights, type ModelVendor, type ProfileRow } from '../profile-row.ts'

/**
 * Qwen's models. Figures as the model cards at https://huggingface.co/Qwen and https://models.dev have them, read on
 * 2026-11-22; windows that depend on the server (YaRN) are left out. Qwen3 writes both tags, or thinks under a template
 * that opens the tag itself (https://github.com/vllm-project/vllm/issues/22507), and a short name does not say which.
 * Qwen3 and what came before it read text alone, but for those that say otherwise in their names.
 */
export const qwen: ModelVendor = { head: /^(qwq|(code)?qwen)/, rows }

function rows(): readonly ProfileRow[] {
  return openWeights([
    { pattern: /^qwq/, family: 'qwq', ...blind, window: 131_072, reasoning: 'always', thinkTags: 'opened' },
    {
      pattern: /^qwen-?3.*-thinking/,
      family: 'qwen3-thinking',
      ...blind,
      window: 262_144,
      reasoning: 'always',
      thinkTags: 'opened',
    },
    { pattern: /^qwen-?3.*-instruct/, family: 'qwen3-instruct', ...blind, window: 262_144 },
    { pattern: /^qwen-?3-coder/, family: 'qwen3-coder', ...blind, window: 262_144 },
    { pattern: /^qwen-?3.*-embedding/, family: 'qwen3-embedding', tools: false, schema: false },
    {
      pattern: /^qwen-?3\.[5-9]/,
      at: ['groq'],
      family: 'qwen3.5',
      window: 131_042,
      maxOutput: 16_384,
      reasoning: 'optional',
      thinkTags: 'opened',
    },
    { pattern: /^qwen-?3\.[5-9]/, family: 'qwen3.5', window: 262_144, reasoning: 'optional', thinkTags: 'opened' },
    // https://console.groq.com/docs/models
    {
      pattern: /^qwen-?3/,
      at: ['groq'],
      family: 'qwen3',
      ...blind,
      window: 131_072,
      maxOutput: 40_960,
      reasoning: 'optional',
      thinkTags: 'opened',
    },
    { pattern: /^qwen-?3/, family: 'qwen3', ...blind, reasoning: 'optional', thinkTags: 'opened' },
    { pattern: /^(code)?qwen/, family: 'qwen' },
  ])
}
