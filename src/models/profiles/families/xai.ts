import { blind, sees, type ModelVendor, type ProfileRow } from '../profile-row.ts'

/**
 * xAI's models. Figures as https://docs.x.ai/developers/models and https://models.dev have them, read on 2026-11-22; what
 * they disagree about is left out. From Grok 4.3 on reasoning can be switched off, as @ai-sdk/xai 5.0.12 says.
 * Structured outputs came with grok-2-1212. From Grok 4 on they see, and take documents by their addresses.
 */
export const xai: ModelVendor = { head: /^grok/, rows }

function rows(): readonly ProfileRow[] {
  return [
    { pattern: /^grok-4[-.](1-fast|fast|20).*non-reasoning/, family: 'grok-4', ...sees, window: 1_000_000 },
    {
      pattern: /^grok-4[-.]20-multi-agent/,
      family: 'grok-4',
      ...sees,
      window: 1_000_000,
      reasoning: 'always',
      isSlow: true,
    },
    { pattern: /^grok-4[-.]20/, family: 'grok-4', ...sees, window: 1_000_000, reasoning: 'always' },
    { pattern: /^grok-4([-.]1)?-fast/, family: 'grok-4', ...sees, window: 2_000_000, reasoning: 'always' },
    { pattern: /^grok-4[-.]3/, family: 'grok-4.3', ...sees, window: 1_000_000, reasoning: 'optional' },
    { pattern: /^grok-4[-.][5-9]/, family: 'grok-4.5', ...sees, window: 500_000, reasoning: 'optional' },
    { pattern: /^grok-4(-|$)/, family: 'grok-4', ...sees, window: 256_000, reasoning: 'always' },
    { pattern: /^grok-code/, family: 'grok-code', ...blind, window: 256_000, reasoning: 'always' },
    { pattern: /^grok-build/, family: 'grok-code', ...sees, window: 256_000, reasoning: 'always' },
    { pattern: /^grok-3-mini/, family: 'grok-3', ...blind, window: 131_072, reasoning: 'always' },
    { pattern: /^grok-3/, family: 'grok-3', ...blind, window: 131_072 },
    { pattern: /^grok-2-(vision-)?1212/, family: 'grok-2', ...blind, window: 131_072 },
    { pattern: /^grok-(2|1|beta|vision)/, family: 'grok-2', ...blind, window: 131_072, schema: false },
    { pattern: /^grok/, family: 'grok', reasoning: 'optional' },
  ]
}
