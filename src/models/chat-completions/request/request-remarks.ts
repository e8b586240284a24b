import type { LanguageModelV4GenerateResult } from '../../model.ts'
import { defined } from '../../../util/options/defined.ts'

type Warning = LanguageModelV4GenerateResult['warnings'][number]

/** What is to be said of a request beside it. */
export class RequestRemarks {
  /** What every user should know. */
  readonly warnings: Warning[] = []
  /** What only those want to know who look for something. */
  readonly notes: string[] = []

  unsupported(feature: string, details?: string): void {
    this.warnings.push(defined({ type: 'unsupported', feature, details }))
  }

  compatibility(feature: string, details: string): void {
    this.warnings.push({ type: 'compatibility', feature, details })
  }

  note(words: string): void {
    this.notes.push(words)
  }
}
