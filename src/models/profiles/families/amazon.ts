import { blind, textOnly, type ModelVendor, type ProfileRow } from '../profile-row.ts'

/**
 * Amazon's models, and those that are known from Bedrock. Windows as https://docs.aws.amazon.com/nova/latest/userguide and
 * https://models.dev have them; tools as
 * https://docs.aws.amazon.com/bedrock/latest/userguide/conversation-inference-supported-models-features.html, read on 2026-11-22,
 * and by the same table documents ("Document chat") and images ("Vision"), read on 2026-11-26.
 */
export const amazon: ModelVendor = { head: /^(nova|titan|j2|jurassic|jamba|command)/, rows }

function rows(): readonly ProfileRow[] {
  const seesVideo = { input: ['image', 'pdf', 'video'] } as const
  const readsPdf = { input: ['pdf'] } as const
  return [
    { pattern: /^nova-2/, family: 'nova-2', ...seesVideo, window: 1_000_000, reasoning: 'optional' },
    { pattern: /^nova-micro/, family: 'nova', ...blind, window: 128_000 },
    { pattern: /^nova-(lite|pro)/, family: 'nova', ...seesVideo, window: 300_000 },
    { pattern: /^nova-premier/, family: 'nova', ...seesVideo, window: 1_000_000 },
    { pattern: /^titan-(text|tg1|embed)/, family: 'titan', ...textOnly, ...readsPdf },
    { pattern: /^(j2|jurassic|jamba-instruct)/, family: 'ai21', ...textOnly, ...blind },
    { pattern: /^jamba/, family: 'jamba', ...readsPdf, window: 256_000 },
    { pattern: /^command-a/, family: 'command-a', window: 256_000 },
    { pattern: /^command-r/, family: 'command-r', ...readsPdf, window: 128_000 },
    { pattern: /^command($|-(light|text|nightly))/, family: 'command', ...textOnly, ...readsPdf },
  ]
}
