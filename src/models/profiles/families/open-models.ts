import { blind, openWeights, textOnly, type ModelVendor, type ProfileRow } from '../profile-row.ts'

/**
 * Other published weights. Figures as https://models.dev has them, read on 2026-11-22; whose prompts end with the opening
 * tag as https://docs.vllm.ai/en/stable/features/reasoning_outputs.html and the model cards say; the cards say too which
 * read text alone.
 */
export const openModels: ModelVendor = { head: /^(gpt-oss|kimi|glm|minimax|phi|smollm|hunyuan|olmo|mimo)/, rows }

function rows(): readonly ProfileRow[] {
  return openWeights([
    // https://console.groq.com/docs/structured-outputs: with a schema neither tools nor streaming, and strict for these alone.
    {
      pattern: /^gpt-oss/,
      at: ['groq'],
      family: 'gpt-oss',
      ...blind,
      window: 131_072,
      maxOutput: 65_536,
      schema: 'alone',
      // https://github.com/langchain-ai/langchain/issues/34155: "Tool choice is required, but model did not call a tool"
      forcedTools: false,
      reasoning: 'always',
    },
    { pattern: /^gpt-oss/, family: 'gpt-oss', ...blind, window: 131_072, reasoning: 'always' },

    { pattern: /^kimi-k2/, at: ['groq'], family: 'kimi-k2', ...blind, window: 262_144, schema: 'alone', strict: false },
    {
      pattern: /^kimi-k2-thinking/,
      family: 'kimi-k2',
      ...blind,
      window: 262_144,
      reasoning: 'always',
      thinkTags: 'opened',
    },
    { pattern: /^kimi-k2\.[5-9]/, family: 'kimi-k2.5', window: 262_144, reasoning: 'optional', thinkTags: 'opened' },
    {
      pattern: /^kimi-k3/,
      family: 'kimi-k3',
      window: 1_048_576,
      maxOutput: 262_144,
      reasoning: 'optional',
      thinkTags: 'opened',
    },
    { pattern: /^kimi/, family: 'kimi-k2' },

    { pattern: /^glm-4\.5v/, family: 'glm-4.5', reasoning: 'optional', thinkTags: 'written' },
    {
      pattern: /^glm-4\.5/,
      family: 'glm-4.5',
      ...blind,
      window: 131_072,
      maxOutput: 98_304,
      reasoning: 'optional',
      thinkTags: 'written',
    },
    {
      pattern: /^glm-4\.6(?!v)/,
      family: 'glm-4.5',
      ...blind,
      window: 204_800,
      maxOutput: 131_072,
      reasoning: 'optional',
      thinkTags: 'written',
    },
    { pattern: /^glm-(4\.[6-9]|5)/, family: 'glm-5', reasoning: 'optional', thinkTags: 'opened' },
    { pattern: /^glm/, family: 'glm' },

    {
      pattern: /^minimax-m2/,
      family: 'minimax-m2',
      ...blind,
      window: 204_800,
      maxOutput: 131_072,
      reasoning: 'always',
      thinkTags: 'opened',
    },
    {
      pattern: /^minimax-m3/,
      family: 'minimax-m3',
      window: 512_000,
      maxOutput: 128_000,
      reasoning: 'optional',
      thinkTags: 'opened',
    },
    { pattern: /^minimax-m1/, family: 'minimax-m1', ...blind, reasoning: 'always', thinkTags: 'written' },

    {
      pattern: /^phi-?4.*reasoning/,
      family: 'phi-4-reasoning',
      ...textOnly,
      ...blind,
      reasoning: 'always',
      thinkTags: 'written',
    },
    { pattern: /^phi-?4-mini/, family: 'phi-4', ...blind, window: 131_072 },
    { pattern: /^phi-?4/, family: 'phi-4', ...textOnly, ...blind, window: 16_384 },
    { pattern: /^phi-?\d/, family: 'phi', ...textOnly, ...blind },

    { pattern: /^smollm-?3/, family: 'smollm3', ...blind, reasoning: 'optional', thinkTags: 'written' },
    { pattern: /^hunyuan/, family: 'hunyuan', reasoning: 'optional', thinkTags: 'written' },
    { pattern: /^olmo-?3.*think/, family: 'olmo-3', ...blind, reasoning: 'always', thinkTags: 'opened' },
    { pattern: /^mimo-/, family: 'mimo', reasoning: 'optional', thinkTags: 'opened' },
  ])
}
