import { blind, openWeights, textOnly, type ModelVendor, type ProfileRow } from '../profile-row.ts'

/**
 * Google's models. Figures as https://ai.google.dev/gemini-api/docs/models, the guide to Gemini 4 at
 * https://docs.cloud.google.com/gemini-enterprise-agent-platform and https://models.dev have them, read on 2026-11-22; a
 * schema together with tools from Gemini 3 on only, as @ai-sdk/google 4.0.121 has it. Gemini takes files of all kinds;
 * Gemma sees from its third generation on, as the model cards at https://huggingface.co/google say.
 */
export const google: ModelVendor = { head: /^(gemini|deep-research|(diffusion|code|med|shield|function)?gemma)/, rows }

function rows(): readonly ProfileRow[] {
  const gemini = { window: 1_048_576, maxOutput: 65_536 } as const
  return [
    { pattern: /^gemini-.*-tts/, family: 'gemini-media', ...textOnly, ...blind },
    { pattern: /^gemini-.*-image/, family: 'gemini-media', ...textOnly },
    { pattern: /^gemini-1\.5-pro/, family: 'gemini-1.5', window: 2_097_152, maxOutput: 8192, schema: 'alone' },
    { pattern: /^gemini-1\.5/, family: 'gemini-1.5', window: 1_048_576, maxOutput: 8192, schema: 'alone' },
    { pattern: /^gemini-(1\.0|pro($|-vision))/, family: 'gemini-1.0', window: 32_760, schema: 'alone' },
    { pattern: /^gemini-2\.0-flash-thinking/, family: 'gemini-2.0', ...gemini, schema: 'alone', reasoning: 'always' },
    { pattern: /^gemini-2\.0/, family: 'gemini-2.0', window: 1_048_576, maxOutput: 8192, schema: 'alone' },
    { pattern: /^gemini-2\.5-pro/, family: 'gemini-2.5', ...gemini, schema: 'alone', reasoning: 'always' },
    { pattern: /^gemini-2/, family: 'gemini-2.5', ...gemini, schema: 'alone', reasoning: 'optional' },
    { pattern: /^gemini-3/, family: 'gemini-3', ...gemini, reasoning: 'always' },
    // It shares its whole window between input and output; this is what one request writes unless it asks for more.
    { pattern: /^gemini-4/, family: 'gemini-4', ...gemini, reasoning: 'always' },
    { pattern: /^gemini-(flash-lite|flash|pro)-latest/, family: 'gemini', ...gemini, reasoning: 'always' },
    { pattern: /^gemini/, family: 'gemini', reasoning: 'optional' },
    { pattern: /^deep-research/, family: 'deep-research', ...gemini, ...textOnly, reasoning: 'always', isSlow: true },
    ...openWeights([
      // Gemma 4 calls tools; the ones before were never trained to, and Google's and Ollama's servers refuse them tools.
      { pattern: /^(diffusion)?gemma-?4.*(26b|31b)/, family: 'gemma-4', window: 262_144, reasoning: 'optional' },
      { pattern: /^(diffusion)?gemma-?4/, family: 'gemma-4', reasoning: 'optional' },
      { pattern: /^(codegemma|functiongemma|gemma-?(2|7b))/, family: 'gemma', ...textOnly, ...blind },
      { pattern: /^(code|med|shield|function)?gemma/, family: 'gemma', ...textOnly },
    ]),
  ]
}
