import { sees, type ModelVendor, type ProfileRow } from '../profile-row.ts'

/**
 * Anthropic's models, at Anthropic, Bedrock and gateways, which write their versions with dashes or dots. Windows and
 * outputs as https://platform.claude.com/docs/en/models and https://models.dev have them, read on 2026-11-22; schemas,
 * thinking and sampling as @ai-sdk/anthropic 4.0.105 has them: schemas from Opus 4.1 and from 4.5 on, no temperature
 * from Opus 4.7 on, and thinking that cannot be switched off from Fable 5 and 5.5 on, Haiku excepted. Images and PDF
 * documents from Claude 3 on, as https://platform.claude.com/docs/en/build-with-claude/pdf-support says.
 */
export const anthropic: ModelVendor = { head: /^claude/, rows }

function rows(): readonly ProfileRow[] {
  const million = { ...sees, window: 1_000_000, maxOutput: 128_000 } as const
  // A thought that cannot be switched off forbids forcing a tool.
  const alwaysThinks = { reasoning: 'always', fixedSampling: true, forcedTools: false } as const
  return [
    { pattern: /^claude-(fable|mythos)/, family: 'claude-fable', ...million, ...alwaysThinks },
    {
      pattern: /^claude-(opus|sonnet)-5[-.]5/,
      family: 'claude-5.5',
      ...million,
      ...alwaysThinks,
    },
    { pattern: /^claude-haiku-5[-.]5/, family: 'claude-5.5', ...million, reasoning: 'optional', fixedSampling: true },
    {
      pattern: /^claude-(opus|sonnet|haiku)-5/,
      family: 'claude-5',
      ...million,
      reasoning: 'optional',
      fixedSampling: true,
    },
    {
      pattern: /^claude-opus-4[-.][78](?!\d)/,
      family: 'claude-4.7',
      ...million,
      reasoning: 'optional',
      fixedSampling: true,
    },
    { pattern: /^claude-(opus|sonnet|haiku)-4[-.]6(?!\d)/, family: 'claude-4.6', ...million, reasoning: 'optional' },
    {
      pattern: /^claude-(opus|sonnet|haiku)-4[-.]5(?!\d)/,
      family: 'claude-4.5',
      ...sees,
      window: 200_000,
      maxOutput: 64_000,
      reasoning: 'optional',
    },
    {
      pattern: /^claude-opus-4[-.]1(?!\d)/,
      family: 'claude-4',
      ...sees,
      window: 200_000,
      maxOutput: 32_000,
      reasoning: 'optional',
    },
    {
      pattern: /^claude-opus-4/,
      family: 'claude-4',
      ...sees,
      window: 200_000,
      maxOutput: 32_000,
      schema: false,
      reasoning: 'optional',
    },
    {
      pattern: /^claude-sonnet-4/,
      family: 'claude-4',
      ...sees,
      window: 200_000,
      maxOutput: 64_000,
      schema: false,
      reasoning: 'optional',
    },
    {
      pattern: /^claude-3[-.]7/,
      family: 'claude-3.7',
      ...sees,
      window: 200_000,
      maxOutput: 64_000,
      schema: false,
      reasoning: 'optional',
    },
    { pattern: /^claude-3[-.]5/, family: 'claude-3.5', ...sees, window: 200_000, maxOutput: 8192, schema: false },
    { pattern: /^claude-3/, family: 'claude-3', ...sees, window: 200_000, maxOutput: 4096, schema: false },
    // Bedrock reads documents for these.
    {
      pattern: /^claude-(instant|v?2\.0|v?2$)/,
      family: 'claude-2',
      input: ['pdf'],
      window: 100_000,
      maxOutput: 4096,
      schema: false,
    },
    { pattern: /^claude-v?2/, family: 'claude-2', input: ['pdf'], window: 200_000, maxOutput: 4096, schema: false },
    // Not known yet: the smallest window of those that are served.
    { pattern: /^claude/, family: 'claude', window: 200_000, reasoning: 'optional' },
  ]
}
