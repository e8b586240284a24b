import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamPart,
} from '../model.ts'

/** What differs between a provider's package and what the rest of this package relies on. */
export interface Adaptation {
  /** The addresses that the provider fetches itself, where the package does not know. */
  readonly supportedUrls?: LanguageModelV4['supportedUrls'] | undefined
  /** What the package is asked instead. */
  request?(options: LanguageModelV4CallOptions): LanguageModelV4CallOptions
  /** What of a request is left out. */
  warnings?(options: LanguageModelV4CallOptions): Warnings
  /** What a whole answer of the package means. */
  result?(result: LanguageModelV4GenerateResult): LanguageModelV4GenerateResult | Promise<LanguageModelV4GenerateResult>
  /** What a part of a stream means; undefined for nothing. Made anew for each stream. */
  parts?(): (part: LanguageModelV4StreamPart) => LanguageModelV4StreamPart | undefined
  /** What an error of the package means. */
  failure?(thrown: unknown): unknown
}

type Warnings = LanguageModelV4GenerateResult['warnings']

/** A model of a provider's package with what has to be changed of it. */
export function adaptModel(model: LanguageModelV4, adaptation: Adaptation): LanguageModelV4 {
  const request = (options: LanguageModelV4CallOptions): LanguageModelV4CallOptions =>
    adaptation.request?.(options) ?? options
  const failure = (thrown: unknown): unknown => (adaptation.failure === undefined ? thrown : adaptation.failure(thrown))
  return {
    specificationVersion: 'v4',
    provider: model.provider,
    modelId: model.modelId,
    get supportedUrls() {
      return adaptation.supportedUrls ?? model.supportedUrls
    },
    async doGenerate(options) {
      try {
        const result = await model.doGenerate(request(options))
        const adapted = await (adaptation.result?.(result) ?? result)
        const warnings = adaptation.warnings?.(options) ?? []
        return warnings.length === 0 ? adapted : { ...adapted, warnings: [...adapted.warnings, ...warnings] }
      } catch (thrown) {
        throw failure(thrown)
      }
    },
    async doStream(options) {
      try {
        const result = await model.doStream(request(options))
        const parts = withWarnings(adaptation.parts?.(), adaptation.warnings?.(options) ?? [])
        if (parts === undefined && adaptation.failure === undefined) return result
        return { ...result, stream: adaptStream(result.stream, parts ?? ((part) => part), failure) }
      } catch (thrown) {
        throw failure(thrown)
      }
    },
  }
}

type AdaptPart = (part: LanguageModelV4StreamPart) => LanguageModelV4StreamPart | undefined

/** A stream tells all its warnings when it starts. */
function withWarnings(adapt: AdaptPart | undefined, warnings: Warnings): AdaptPart | undefined {
  if (warnings.length === 0) return adapt
  return (part) => {
    const told = part.type === 'stream-start' ? { ...part, warnings: [...part.warnings, ...warnings] } : part
    return adapt === undefined ? told : adapt(told)
  }
}

function adaptStream(
  inner: ReadableStream<LanguageModelV4StreamPart>,
  adapt: AdaptPart,
  failure: (thrown: unknown) => unknown,
): ReadableStream<LanguageModelV4StreamPart> {
  const reader = inner.getReader()
  return new ReadableStream<LanguageModelV4StreamPart>(
    {
      async pull(controller) {
        try {
          for (;;) {
            const { done, value } = await reader.read()
            if (done) return controller.close()
            const part = adapt(value.type === 'error' ? { ...value, error: failure(value.error) } : value)
            if (part !== undefined) return controller.enqueue(part)
          }
        } catch (thrown) {
          controller.error(failure(thrown))
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  )
}
