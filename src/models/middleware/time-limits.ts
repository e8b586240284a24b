import type { LanguageModelV4 } from '../model.ts'
import { profileOf } from '../profiles/profile-of.ts'
import type { ResiliencePolicy, TimeoutPolicy } from '../resilience-policy.ts'

const usual = { firstByteMs: 60_000, idleMs: 60_000, answerMs: 600_000 }

/** The time limits of a model: those of the policy, else those of its family, else the usual ones. */
export function timeLimitsOf(
  { provider, modelId }: Pick<LanguageModelV4, 'provider' | 'modelId'>,
  { timeouts }: ResiliencePolicy,
): TimeoutPolicy {
  if (timeouts === false) return {}
  const { modelMs, totalMs } = timeouts ?? {}
  const family = profileOf(`${provider}:${modelId}`).timeouts
  return {
    firstByteMs: timeouts?.firstByteMs ?? family.firstByteMs ?? usual.firstByteMs,
    idleMs: timeouts?.idleMs ?? family.idleMs ?? usual.idleMs,
    answerMs: timeouts?.answerMs ?? family.answerMs ?? usual.answerMs,
    modelMs,
    totalMs,
  }
}

/** The limit of one answer without streaming under the default policy. */
export function usualAnswerMs({ provider, modelId }: Pick<LanguageModelV4, 'provider' | 'modelId'>): number {
  return profileOf(`${provider}:${modelId}`).timeouts.answerMs ?? usual.answerMs
}
