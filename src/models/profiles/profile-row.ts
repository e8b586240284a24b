import type { MediaKind } from '../input/media-kind.ts'
import type { ModelProfile } from './profile.ts'

/** What is known of one family of models. What a row leaves out is usual: able to do and to take everything, and no
 * reasoning. */
export interface ProfileRow {
  /**
   * Compared with the model's own name in lower case: without provider, region or vendor before it, and with dashes for
   * underscores. The first row that fits wins.
   */
  readonly pattern: RegExp
  readonly family: string
  /** Only at these providers. */
  readonly at?: readonly string[] | undefined
  readonly window?: number | undefined
  readonly maxOutput?: number | undefined
  /** False where it was never trained to call tools, or its provider takes none for it. */
  readonly tools?: false | undefined
  readonly forcedTools?: false | undefined
  readonly schema?: false | 'alone' | undefined
  readonly strict?: false | undefined
  /**
   * The kinds of files that it takes, where it is known which; all without it. A name that says that a model sees or hears,
   * such as `llama3.2-vision`, decides more than its family.
   */
  readonly input?: readonly MediaKind[] | undefined
  readonly reasoning?: Exclude<ModelProfile['reasoning'], 'none'> | undefined
  readonly thinkTags?: Exclude<ModelProfile['thinkTags'], 'none'> | undefined
  readonly fixedSampling?: true | undefined
  readonly outputLimitName?: 'max_completion_tokens' | undefined
  /** It works for a long time before it says anything: research, or the most thorough thinking. */
  readonly isSlow?: true | undefined
  /** Its weights are published, so that a server of one's own decides its window. */
  readonly isOpen?: true | undefined
}

/** The families of one vendor, or of several that are alike. */
export interface ModelVendor {
  /** Fits the beginning of every name that one of the rows fits. */
  readonly head: RegExp
  /** Made when a name of the vendor is first asked for: most programs know models of one or two. */
  readonly rows: () => readonly ProfileRow[]
}

/** What models lack that can do nothing but write: tools, and answers by a schema. */
export const textOnly = { tools: false, schema: false } as const

/** What the vendors' models take that see: they read PDF documents as pictures of their pages. */
export const sees = { input: ['image', 'pdf'] } as const

/** What models take that read nothing but text. */
export const blind = { input: [] } as const

/** Rows of published weights. */
export function openWeights(rows: readonly ProfileRow[]): readonly ProfileRow[] {
  return rows.map((row) => ({ ...row, isOpen: true }))
}
