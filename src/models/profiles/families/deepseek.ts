import { blind, openWeights, type ModelVendor, type ProfileRow } from '../profile-row.ts'

/**
 * DeepSeek's models. Figures as https://api-docs.deepseek.com/quick_start/pricing and https://models.dev have them, read
 * on 2026-11-22. Their templates end the prompt with `<think>`, so that a server without a parser for it hands on a
 * closing tag alone (https://huggingface.co/deepseek-ai/DeepSeek-R1/discussions/144). From V4.1 on they see, as
 * https://models.dev has it, read on 2026-11-26.
 */
export const deepseek: ModelVendor = { head: /^(deepseek|r1-v|v3)/, rows }

function rows(): readonly ProfileRow[] {
  // They think unless told not to, and then refuse a `tool_choice`: https://github.com/deepseek-ai/DeepSeek-V3/issues/1376
  const v4 = {
    window: 1_000_000,
    maxOutput: 384_000,
    reasoning: 'optional',
    thinkTags: 'opened',
    forcedTools: false,
  } as const
  return openWeights([
    // The names of the API for what answers without thinking, and with it.
    { pattern: /^deepseek-chat$/, family: 'deepseek-v4', ...v4 },
    { pattern: /^deepseek-reasoner/, family: 'deepseek-v4', ...v4, reasoning: 'always' },
    { pattern: /^deepseek-(flash|v4\.\d)/, family: 'deepseek-v4', ...v4, input: ['image'] },
    { pattern: /^deepseek-v4/, family: 'deepseek-v4', ...v4, ...blind },
    // Bedrock calls them so, and takes no tools for the first.
    { pattern: /^r1-v/, at: ['amazon-bedrock'], family: 'deepseek-r1', ...blind, tools: false, reasoning: 'always' },
    {
      pattern: /^v3/,
      at: ['amazon-bedrock'],
      family: 'deepseek-v3.1',
      ...blind,
      window: 163_840,
      reasoning: 'optional',
    },
    {
      pattern: /^deepseek-r1-distill/,
      family: 'deepseek-r1',
      ...blind,
      window: 131_072,
      reasoning: 'always',
      thinkTags: 'opened',
    },
    {
      pattern: /^deepseek-r1/,
      family: 'deepseek-r1',
      ...blind,
      window: 163_840,
      reasoning: 'always',
      thinkTags: 'opened',
    },
    {
      pattern: /^deepseek-(chat-)?v3\.[12]/,
      family: 'deepseek-v3.1',
      ...blind,
      window: 163_840,
      reasoning: 'optional',
      thinkTags: 'opened',
    },
    { pattern: /^deepseek-v3/, family: 'deepseek-v3', ...blind },
    { pattern: /^deepseek/, family: 'deepseek' },
  ])
}
