import { blind, openWeights, type ModelVendor, type ProfileRow } from '../profile-row.ts'

/**
 * Mistral's models. Figures as https://docs.mistral.ai/models and https://models.dev have them, read on 2026-11-22; of
 * "256k" the smaller reading, and nothing where they disagree. What they think is a part of its own at Mistral; the
 * first Magistral wrote it between tags, which servers of one's own hand on. Those whose pages name images see.
 */
export const mistral: ModelVendor = {
  head: /^(magistral|codestral|devstral|ministral|pixtral|(open-)?mi(s|x)tral)/,
  rows,
}

function rows(): readonly ProfileRow[] {
  const seesImages = { input: ['image'] } as const
  return openWeights([
    {
      pattern: /^magistral/,
      family: 'magistral',
      ...seesImages,
      window: 128_000,
      reasoning: 'always',
      thinkTags: 'written',
    },
    {
      pattern: /^mistral-large-4/,
      family: 'mistral-large-4',
      ...seesImages,
      window: 524_288,
      maxOutput: 262_144,
      reasoning: 'optional',
    },
    { pattern: /^mistral-large-(3|2512|latest)/, family: 'mistral-large', ...seesImages, window: 256_000 },
    { pattern: /^mistral-large-240[27]|^mistral-large-2411/, family: 'mistral-large', ...blind, window: 128_000 },
    {
      pattern: /^mistral-medium-(3[-.]5|26\d\d)/,
      family: 'mistral-medium-3.5',
      ...seesImages,
      window: 256_000,
      reasoning: 'optional',
    },
    { pattern: /^mistral-medium-2505/, family: 'mistral-medium', ...seesImages, window: 128_000 },
    { pattern: /^mistral-medium/, family: 'mistral-medium', ...seesImages, window: 256_000 },
    {
      pattern: /^mistral-small-(latest|4|26\d\d)/,
      family: 'mistral-small-4',
      ...seesImages,
      window: 256_000,
      reasoning: 'optional',
    },
    { pattern: /^mistral-small/, family: 'mistral-small', window: 128_000 },
    { pattern: /^codestral/, family: 'codestral', ...blind, window: 256_000 },
    { pattern: /^devstral-(2512|2-|small-2512|latest)/, family: 'devstral-2', window: 256_000 },
    { pattern: /^devstral/, family: 'devstral', window: 128_000 },
    { pattern: /^ministral-(3[-:]|\d+b-2512|\d+b-latest)/, family: 'ministral-3', ...seesImages, window: 256_000 },
    { pattern: /^ministral/, family: 'ministral', window: 128_000 },
    { pattern: /^pixtral/, family: 'mistral', ...seesImages, window: 128_000 },
    { pattern: /^(open-)?mistral-nemo/, family: 'mistral', ...blind, window: 128_000 },
    // Bedrock takes no tools for these two; elsewhere their later versions call them.
    { pattern: /^(mistral-7b|mixtral)/, at: ['amazon-bedrock'], family: 'mistral', ...blind, tools: false },
    { pattern: /^(open-)?mixtral-8x22b/, family: 'mistral', ...blind, window: 64_000 },
    { pattern: /^(open-)?mixtral/, family: 'mistral', ...blind, window: 32_000 },
    { pattern: /^(open-)?mistral/, family: 'mistral' },
  ])
}
