import { blind, openWeights, textOnly, type ModelVendor, type ProfileRow } from '../profile-row.ts'

/**
 * Meta's models and what was made of them. Windows as the model cards at https://huggingface.co/meta-llama have them,
 * Groq's as https://console.groq.com/docs/models, read on 2026-11-22; of Llama 4 each server decides. Nemotron's
 * templates may open the tag of its thoughts themselves. Llama sees from its fourth generation on, and before it in two
 * sizes of 3.2.
 */
export const llama: ModelVendor = {
  head: /nemotron|^((meta-|tiny|code)?llama|vicuna|falcon|gpt-?2|gpt-j|gpt-neo)/,
  rows,
}

function rows(): readonly ProfileRow[] {
  return openWeights([
    { pattern: /nemotron/, family: 'nemotron', reasoning: 'optional', thinkTags: 'opened' },
    { pattern: /^(meta-)?llama-?v?3[-.]2.*(11|90)b/, family: 'llama-3', input: ['image'], window: 131_072 },
    {
      pattern: /^llama-3\.3-70b-versatile/,
      at: ['groq'],
      family: 'llama-3',
      ...blind,
      window: 131_072,
      maxOutput: 32_768,
    },
    {
      pattern: /^llama-3\.1-8b-instant/,
      at: ['groq'],
      family: 'llama-3',
      ...blind,
      window: 131_072,
      maxOutput: 131_072,
    },
    {
      pattern: /^llama-?4/,
      at: ['groq'],
      family: 'llama-4',
      input: ['image'],
      window: 131_072,
      schema: 'alone',
      strict: false,
    },
    { pattern: /^llama-?4/, family: 'llama-4', input: ['image'] },
    { pattern: /^(meta-)?llama-?v?3([-.]|p)[123](?!\d)/, family: 'llama-3', ...blind, window: 131_072 },
    { pattern: /^(meta-)?llama-?3(?!\d)/, family: 'llama-3', ...blind, window: 8192, ...textOnly },
    { pattern: /^(meta-)?llama-?2(?!\d)|^(tiny|code)llama|^vicuna/, family: 'llama-2', ...textOnly, ...blind },
    { pattern: /^(falcon|gpt-?2|gpt-j|gpt-neo)/, family: 'base-model', ...textOnly, ...blind },
  ])
}
