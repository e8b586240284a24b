import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tries } from '../../../test/support/effort.ts'
import { chatServer, chunk, question, sse, streamed, whole } from '../../../test/support/chat-wire.ts'
import { defineAgent } from '../../agents/define-agent.ts'
import { createModelResolver } from '../resolve-model.ts'
import type { ModelProfile } from '../profiles/profile.ts'

const mayThink: Partial<ModelProfile> = { thinkTags: 'opened', reasoning: 'optional' }
const alwaysThinks: Partial<ModelProfile> = { thinkTags: 'opened', reasoning: 'always' }

interface Told {
  readonly reasoning: string
  readonly text: string
}

async function inOnePiece(profile: Partial<ModelProfile>, content: string, reason = 'stop'): Promise<Told> {
  const server = await chatServer({
    provider: 'vllm',
    modelId: 'qwen3',
    profile,
    replies: [whole({ content }, reason)],
  })
  const { content: parts } = await server.model.doGenerate(question)
  const join = (type: string): string =>
    parts.map((part) => (part.type === type && 'text' in part ? part.text : '')).join('')
  return { reasoning: join('reasoning'), text: join('text') }
}

async function inPieces(profile: Partial<ModelProfile>, pieces: readonly string[], reason = 'stop'): Promise<Told> {
  const chunks = [...pieces.map((content) => chunk({ content })), chunk({}, reason)]
  const server = await chatServer({ provider: 'vllm', modelId: 'qwen3', profile, replies: [sse(...chunks)] })
  const { reasoning, text } = await streamed(server.model)
  return { reasoning, text }
}

describe('a model that writes think tags', () => {
  it.each([
    ['both tags', '<think>Hm.</think>\n\nYes.', { reasoning: 'Hm.', text: 'Yes.' }],
    ['blanks around them', '\n <think>\nHm.\n</think>\n\nYes.\n', { reasoning: 'Hm.\n', text: 'Yes.\n' }],
    ['nothing between them', '<think>\n\n</think>\n\nYes.', { reasoning: '', text: 'Yes.' }],
    [
      'two blocks before it',
      '<think>Hm.</think>\n<think>\nOr not.</think>\nYes.',
      { reasoning: 'Hm.\nOr not.', text: 'Yes.' },
    ],
    ['half a tag behind them', '<think>Hm.</think>\n<thi', { reasoning: 'Hm.', text: '<thi' }],
    ['no tags', 'Yes.', { reasoning: '', text: 'Yes.' }],
    ['tags further on', 'Yes: <think>a</think> is a tag.', { reasoning: '', text: 'Yes: <think>a</think> is a tag.' }],
    ['a tag that is none', '<thinker>Yes.', { reasoning: '', text: '<thinker>Yes.' }],
    [
      'tags in its answer, too',
      '<think>Hm.</think>Write <think>x</think>.',
      { reasoning: 'Hm.', text: 'Write <think>x</think>.' },
    ],
    ['reasoning that was cut', '<think>Hm, I', { reasoning: 'Hm, I', text: '' }],
    ['the beginning of a tag at the end', '<think>Hm.</thi', { reasoning: 'Hm.</thi', text: '' }],
  ])('is understood with %s, in pieces too', async (_name, content, expected) => {
    expect(await inOnePiece(mayThink, content)).toEqual(expected)
    expect(await inPieces(mayThink, [content])).toEqual(expected)
    expect(await inPieces(mayThink, [...content])).toEqual(expected)
  })

  it.each([
    ['a closing tag alone', 'Hm.\n</think>\n\nYes.', { reasoning: 'Hm.\n', text: 'Yes.' }],
    ['a closing tag alone, in the line', 'Hm.</think>\nYes.', { reasoning: 'Hm.', text: 'Yes.' }],
    [
      'the tag in the reasoning',
      'Is `</think>\n` it?\n</think>\n\nYes.',
      { reasoning: 'Is `</think>\n` it?\n', text: 'Yes.' },
    ],
    ['words about the tag', 'The tag </think> ends it.', { reasoning: '', text: 'The tag </think> ends it.' }],
    ['the tag in code', 'Write `</think>`\nthere, or `x</think>', undefined],
    ['the tag in a fence', '```html\n</think>\n```\n', undefined],
  ])('is understood with %s, in one piece', async (_name, content, expected) => {
    expect(await inOnePiece(mayThink, content)).toEqual(expected ?? { reasoning: '', text: content })
  })

  it.each([
    ['a closing tag alone', 'Hm, `</thin`.\n</think>\n\nYes.', { reasoning: 'Hm, `</thin`.\n', text: 'Yes.' }],
    ['both tags', '<think>Hm.</think>Yes.', { reasoning: 'Hm.', text: 'Yes.' }],
  ])('whose template opens the tag is understood with %s', async (_name, content, expected) => {
    expect(await inOnePiece(alwaysThinks, content)).toEqual(expected)
    expect(await inPieces(alwaysThinks, [content])).toEqual(expected)
    expect(await inPieces(alwaysThinks, [...content])).toEqual(expected)
  })

  it('whose template opens the tag keeps an answer without any', async () => {
    expect(await inOnePiece(alwaysThinks, 'Yes.')).toEqual({ reasoning: '', text: 'Yes.' })
    expect((await inPieces(alwaysThinks, ['Ye', 's.'])).text).toBe('Yes.')
    expect((await inPieces(alwaysThinks, ['Hm, I'], 'length')).text).toBe('')
    expect(await inOnePiece(alwaysThinks, 'Hm, I', 'length')).toEqual({ reasoning: 'Hm, I', text: '' })
  })

  it('whose server parts its reasoning already is left alone', async () => {
    const server = await chatServer({
      profile: alwaysThinks,
      replies: [sse(chunk({ reasoning_content: 'Hm.' }), chunk({ content: 'Yes: </think>' }), chunk({}, 'stop'))],
    })
    expect(await streamed(server.model)).toMatchObject({ reasoning: 'Hm.', text: 'Yes: </think>' })
  })

  it('is understood wherever its text is cut', async () => {
    const content = ' <think>Is it <b> or </b>?</think>\n\n<p>It is </think> there.</p>'
    const expected = await inPieces(mayThink, [content])
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(content.length), { maxLength: 8 }), async (cuts) => {
        const places = [...new Set([0, ...cuts])].toSorted((a, b) => a - b)
        const pieces = places.map((start, index) => content.slice(start, places[index + 1] ?? content.length))
        expect(await inPieces(mayThink, pieces)).toEqual(expected)
      }),
      { numRuns: tries(60) },
    )
  })
})

describe('an agent that streams', () => {
  const streamOf = async (pieces: readonly string[]) => {
    const { body } = sse(...pieces.map((content) => chunk({ content })), chunk({}, 'stop'))
    const resolveModel = createModelResolver({ environment: {}, fetch: async () => new Response(body) })
    const stream = defineAgent({ name: 'a', model: 'vllm:qwen3' }).stream('Hi', { resolveModel })
    let resets = 0
    for await (const { type } of stream) if (type === 'text-reset') resets += 1
    return { output: (await stream.result).output, resets }
  }

  it.each([
    ['Hm.\n</think>\n\nYes.', 'Yes.'],
    ['Hm.</think> \t\nYes.', 'Yes.'],
    ['<think>Hm.</think>Yes.', 'Yes.'],
    ['The tag </think> ends it.', 'The tag </think> ends it.'],
    ['In `</think>`\nthere.', 'In `</think>`\nthere.'],
    ['Is `</think>` it?\n</think>\nYes.\n</think>\n', 'Yes.\n</think>\n'],
  ])('takes back what a closing tag alone shows to be reasoning: %j', async (content, output) => {
    const resets = output === content || content.startsWith('<think>') ? 0 : 1
    for (const pieces of [[content], [...content], [content.slice(0, 9), content.slice(9)]])
      expect(await streamOf(pieces)).toEqual({ output, resets })
  })
})

it('a stream whose reader would not understand it is told once', async () => {
  const told = { reasoning: '', text: 'Hm.\n</think>\n\nYes.' }
  expect(await inPieces(mayThink, [told.text])).toEqual(told)
})

it('a model that is not known to write them keeps them in its text', async () => {
  const content = '<think>Hm.</think>Yes.'
  expect(await inOnePiece({ thinkTags: 'none' }, content)).toEqual({ reasoning: '', text: content })
  expect(await inPieces({ thinkTags: 'none' }, [content])).toEqual({ reasoning: '', text: content })
})
