import type { EmbeddingModelV4, EmbeddingModelV4CallOptions } from '../../models/embeddings/embedding-model.ts'
import { expectThat } from '../expectations.ts'
import type { EmbeddingAbility, EmbeddingScenario } from '../embedding-scenario.ts'

/** One test of the suite. */
export interface EmbedderTest {
  readonly name: string
  readonly needs: readonly EmbeddingAbility[]
  readonly scenario: EmbeddingScenario
  readonly run: (model: EmbeddingModelV4, requested: Promise<void>) => Promise<void>
}

/** Asks for the vectors of some texts, in as many requests as the model needs. What is given is frozen: it must stay as it is. */
export async function vectorsOf(
  model: EmbeddingModelV4,
  texts: readonly string[],
  options: Omit<EmbeddingModelV4CallOptions, 'values'> = {},
): Promise<readonly (readonly number[])[]> {
  const most = (await model.maxEmbeddingsPerCall) ?? texts.length
  const vectors: (readonly number[])[] = []
  for (let start = 0; start < texts.length; start += most) {
    const values = Object.freeze(texts.slice(start, start + most)) as string[]
    const result = await model.doEmbed(Object.freeze({ ...options, values }))
    expectThat(
      result.embeddings.length === values.length,
      `There should be ${values.length} vectors, but there are ${result.embeddings.length}.`,
    )
    vectors.push(...result.embeddings)
  }
  return vectors
}

/** Checks that two vectors are equal but for the rounding that servers differ in from one request to the next. */
export function expectSame(
  found: readonly number[] | undefined,
  wanted: readonly number[] | undefined,
  what: string,
): void {
  const isSame =
    found !== undefined &&
    found.length === wanted?.length &&
    found.every((number, index) => Math.abs(number - (wanted[index] ?? 0)) < 1e-3)
  expectThat(isSame, `${what} should have the same vector.`)
}
