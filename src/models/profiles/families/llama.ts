import { openWeights, textOnly, type ModelVendor, type ProfileRow } from '../profile-row.ts'

/**
 * Meta's models and what was made of them. Windows as the model cards at https://huggingface.co/meta-llama have them,
 * Groq's as https://console.groq.com/docs/models, read on 2026-11-22; of Llama 4 each server decides. Nemotron's
 * templates may open the tag of its thoughts themselves.
 */
export const llama: ModelVendor = {
  head: /nemotron|^((meta-|tiny|code)?llama|vicuna|falcon|gpt-?2|gpt-j|gpt-neo)/,
  rows,
}

function rows(): readonly ProfileRow[] {
  return openWeights([
    { pattern: /nemotron/, family: 'nemotron', reasoning: 'optional', thinkTags: 'opened' },
    { pattern: /^llama-3\.3-70b-versatile/, at: ['groq'], family: 'llama-3', window: 131_072, maxOutput: 32_768 },
    { pattern: /^llama-3\.1-8b-instant/, at: ['groq'], family: 'llama-3', window: 131_072, maxOutput: 131_072 },
    { pattern: /^llama-?4/, at: ['groq'], family: 'llama-4', window: 131_072, schema: 'alone', strict: false },
    { pattern: /^llama-?4/, family: 'llama-4' },
    { pattern: /^(meta-)?llama-?v?3([-.]|p)[123](?!\d)/, family: 'llama-3', window: 131_072 },
    { pattern: /^(meta-)?llama-?3(?!\d)/, family: 'llama-3', window: 8192, ...textOnly },
    { pattern: /^(meta-)?llama-?2(?!\d)|^(tiny|code)llama|^vicuna/, family: 'llama-2', ...textOnly },
    { pattern: /^(falcon|gpt-?2|gpt-j|gpt-neo)/, family: 'base-model', ...textOnly },
  ])
}
