import type { Redact } from '../../security/redact.ts'

/** Whose error it is. */
export interface ModelErrorSubject {
  readonly provider: string
  readonly model: string
  /** Names the setting to look at when the provider refuses the key. */
  readonly keyVariable?: string | undefined
  /** Takes the known secrets out of the provider's words; what looks like a key is taken out in any case. */
  readonly redact?: Redact | undefined
  /** Media types of the files in the prompt: where the request is refused, they may be why. */
  readonly mediaTypes?: readonly string[] | undefined
  /** The signal of the call: when it has aborted, its reason is the error. */
  readonly signal?: AbortSignal | undefined
}
