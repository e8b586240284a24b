import type { AixgoError } from '../../errors/aixgo-error.ts'
import type { LanguageModelV4CallOptions } from '../../models/model.ts'
import { expectCode, expectRejection, expectThat } from '../expectations.ts'
import { stream, textOf, type ModelTest } from './model-test.ts'

// The smallest PNG: one transparent pixel.
const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='
const unusual = 'application/x-unusual'

function withFile(mediaType: string, data: string): LanguageModelV4CallOptions {
  return {
    prompt: [
      {
        role: 'user',
        content: [
          { type: 'text', text: 'What is this?' },
          { type: 'file', mediaType, data: { type: 'data', data } },
        ],
      },
    ],
  }
}

/** Files in the prompt. */
export const modelFileTests: readonly ModelTest[] = [
  {
    name: 'takes an image',
    needs: ['images'],
    scenario: { type: 'answer', text: 'One pixel.' },
    run: async (model) => {
      const { content, warnings } = await model.doGenerate(withFile('image/png', pixel))
      expectThat(textOf(content).includes('One pixel.'), 'The answer should be given.')
      expectThat(warnings.length === 0, 'An image should cause no warning.')
    },
  },
  {
    name: 'names the type of a file that is refused, before the call or after it',
    needs: ['images', 'errors'],
    scenario: { type: 'error', status: 400, message: 'No such files here' },
    run: async (model) => {
      for (const attempt of [
        () => model.doGenerate(withFile(unusual, 'AAAA')),
        () => stream(model, withFile(unusual, 'AAAA')),
      ]) {
        const error = await expectRejection(attempt(), 'A refused file')
        expectCode(error, 'MODEL_REQUEST_INVALID', false)
        const { message } = error as AixgoError
        expectThat(
          message.includes(unusual) && message.includes(model.modelId),
          `The message should name the type and the model: ${message}`,
        )
      }
    },
  },
]
