import type { AixgoError } from '../../errors/aixgo-error.ts'
import type { LanguageModelV4CallOptions } from '../../models/model.ts'
import { expectEqual, expectRejection, expectThat } from '../expectations.ts'
import { ask, inBothModes } from './answer.ts'
import { conversation, stream, textOf, weather, type ModelTest } from './model-test.ts'

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

type ResultContent = Extract<
  Extract<
    Extract<LanguageModelV4CallOptions['prompt'][number], { role: 'tool' }>['content'][number],
    { type: 'tool-result' }
  >['output'],
  { type: 'content' }
>['value']

const image: ResultContent[number] = { type: 'file', mediaType: 'image/png', data: { type: 'data', data: pixel } }
const resultsWithImages: Readonly<Record<string, ResultContent>> = {
  'an image': [image],
  'an image beside a text': [{ type: 'text', text: 'The map of Oslo.' }, image],
  'several texts and images': [{ type: 'text', text: 'Two maps:' }, image, { type: 'text', text: 'and' }, image],
}

const document = 'JVBERi0xLjQKJWVuZA=='
const sound = 'SUQzBAAAAAAAAA=='
const otherFiles: Readonly<Record<string, ResultContent[number]>> = {
  'a document': {
    type: 'file',
    mediaType: 'application/pdf',
    filename: 'map.pdf',
    data: { type: 'data', data: document },
  },
  'a sound': { type: 'file', mediaType: 'audio/mpeg', data: { type: 'data', data: sound } },
  'the address of an image': {
    type: 'file',
    mediaType: 'image/png',
    data: { type: 'url', url: new URL('https://files.example.com/map.png') },
  },
}
const traces = [document, sound, 'files.example.com/map.png']

function withResult(value: ResultContent): LanguageModelV4CallOptions {
  const call = { toolCallId: 'call_1', toolName: weather.name }
  return conversation(
    [
      { role: 'user', content: [{ type: 'text', text: 'Show me Oslo.' }] },
      { role: 'assistant', content: [{ type: 'tool-call', ...call, input: { city: 'Oslo' } }] },
      { role: 'tool', content: [{ type: 'tool-result', ...call, output: { type: 'content', value } }] },
    ],
    { tools: [weather] },
  )
}

function aboutFiles<Warning>(warnings: readonly Warning[]): readonly Warning[] {
  return warnings.filter((warning) => /image|file|media/i.test(JSON.stringify(warning)))
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
      expectEqual(aboutFiles(warnings), [], 'The warnings')
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
        // Refused before the call where the wire has no place for it, by the provider where it has.
        const { message, code, retryable } = error as AixgoError
        expectThat(
          code === 'MODEL_INPUT_UNSUPPORTED' || code === 'MODEL_REQUEST_INVALID',
          `The code should be MODEL_INPUT_UNSUPPORTED or MODEL_REQUEST_INVALID, not ${code}.`,
        )
        expectThat(!retryable, 'Another try would be refused, too.')
        expectThat(
          message.includes(unusual) && message.includes(model.modelId),
          `The message should name the type and the model: ${message}`,
        )
      }
    },
  },
  ...Object.entries(resultsWithImages).flatMap(([name, value]) =>
    inBothModes((mode) => ({
      name: `shows the model ${name} that a tool gave`,
      needs: ['tool-images', 'tools'],
      scenario: { type: 'answer', text: 'I see.' },
      run: async (model, { requests }) => {
        const { content, warnings } = await ask(model, withResult(value), mode)
        expectEqual(textOf(content), 'I see.', 'The answer')
        expectEqual(aboutFiles(warnings), [], 'The warnings')
        expectThat(JSON.stringify(requests().at(-1)?.body).includes(pixel), 'The request should carry the image.')
      },
    })),
  ),
  ...Object.entries(otherFiles).flatMap(([name, file]) =>
    inBothModes((mode) => ({
      name: `shows the model ${name} that a tool gave, or tells of it`,
      needs: ['tool-images', 'tools'],
      scenario: { type: 'answer', text: 'I see.' },
      run: async (model, { requests }) => {
        const told = await ask(model, withResult([{ type: 'text', text: 'The map.' }, file]), mode).then(
          ({ warnings }) => JSON.stringify(warnings),
          (error: unknown) => (error as Error).message,
        )
        const sent = JSON.stringify(requests().at(-1)?.body ?? {})
        expectThat(
          traces.some((trace) => sent.includes(trace)) ||
            (file.type === 'file' && `${sent}${told}`.includes(file.mediaType)),
          `The request neither carries it nor tells of it, nor do the warnings: ${told}`,
        )
      },
    })),
  ),
]
