import type { RunEvent } from '../../events/event.ts'

/** How a run is told as a message of the AI SDK. */
export interface UiMessageStreamOptions {
  /** Id of the message; that of the run unless said otherwise. */
  readonly messageId?: string | undefined
  /** False keeps what models thought from the reader. */
  readonly sendReasoning?: boolean | undefined
  /** False leaves out the sources that models and their providers name. */
  readonly sendSources?: boolean | undefined
  /** False leaves out text, where it is only the JSON of an output that comes as the part `data-output`. */
  readonly sendText?: boolean | undefined
  /**
   * What the message carries beside its parts: asked when the run starts and when it finishes, the second is merged into the
   * first. Nothing unless said otherwise.
   */
  readonly messageMetadata?: ((event: RunStartEvent | RunFinishEvent) => unknown) | undefined
  /**
   * What the reader is told of an error that ends the run, and of a tool that failed. Errors may hold secrets and quote
   * providers, so that the reader is told no more than that there was one unless this is given.
   */
  readonly onError?: ((error: unknown) => string) | undefined
}

/** The event that a run begins with. */
export type RunStartEvent = Extract<RunEvent, { readonly type: 'run-start' }>

/** The event that a run ends with which has an output. */
export type RunFinishEvent = Extract<RunEvent, { readonly type: 'run-finish' }>

/** How a run is told, complete. */
export type UiMessagePlan = Pick<UiMessageStreamOptions, 'messageId'> & {
  readonly [Name in Exclude<keyof UiMessageStreamOptions, 'messageId'>]-?: NonNullable<UiMessageStreamOptions[Name]>
}
