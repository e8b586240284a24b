import { describe, expect, it } from 'vitest'
import { chatServer, chunk, question, sse, streamed, whole } from '../../../test/support/chat-wire.ts'
import type { JsonObject } from '../../util/json/json.ts'

const call = (rest: JsonObject, name?: string, input?: JsonObject | string | null): JsonObject => ({
  ...rest,
  function: { ...(name === undefined ? {} : { name }), ...(input === undefined ? {} : { arguments: input }) },
})
const calls = (...list: readonly JsonObject[]): JsonObject => chunk({ tool_calls: list })

async function callsIn(...chunks: readonly JsonObject[]) {
  const server = await chatServer({ replies: [sse(...chunks)] })
  const result = await streamed(server.model)
  expect(result.error).toBeUndefined()
  // What is streamed of a call makes up the call.
  for (const { toolCallId, input } of result.calls) {
    const own = result.parts.filter((part) => 'id' in part && part.id === toolCallId).map(({ type }) => type)
    expect([own[0], own.at(-1)]).toEqual(['tool-input-start', 'tool-input-end'])
    const deltas = result.parts
      .map((part) => (part.type === 'tool-input-delta' && part.id === toolCallId ? part.delta : ''))
      .join('')
    if (deltas.startsWith('{')) expect(deltas).toBe(input)
  }
  return result
}

const named = (list: readonly { readonly toolName: string; readonly input: string }[]): readonly string[] =>
  list.map(({ toolName, input }) => `${toolName} ${input}`)

describe('tool calls in a stream', () => {
  it.each<[string, readonly JsonObject[], readonly string[]]>([
    [
      'in pieces',
      [
        calls(call({ index: 0, id: 'a' }, 'add', '')),
        calls(call({ index: 0 }, undefined, '{"n":')),
        calls(call({ index: 1, id: 'b' }, 'sub', '{"m"')),
        calls(call({ index: 0 }, undefined, '1}'), call({ index: 1 }, undefined, ':2}')),
      ],
      ['add {"n":1}', 'sub {"m":2}'],
    ],
    [
      'whole, without an index',
      [
        calls(call({ id: 'a' }, 'add', '{"n":1}'), call({ id: 'b' }, 'add', '{"n":2}')),
        calls(call({ id: 'c' }, 'sub', '')),
      ],
      ['add {"n":1}', 'add {"n":2}', 'sub {}'],
    ],
    [
      'whole, with the index 0 each',
      [calls(call({ index: 0, id: 'a' }, 'add', '{"n":1}')), calls(call({ index: 0, id: 'b' }, 'add', '{"n":1}'))],
      ['add {"n":1}', 'add {"n":1}'],
    ],
    [
      'whole, with the index 0 each and no id',
      [
        calls(call({ index: 0 }, 'add', '{"n":1}')),
        calls(call({ index: 0 }, 'add', '{"n":2}')),
        calls(call({ index: 0 }, 'sub', '{}')),
      ],
      ['add {"n":1}', 'add {"n":2}', 'sub {}'],
    ],
    [
      'without index and id',
      [
        calls(call({}, 'add', '{"n"')),
        calls(call({}, undefined, ':1}')),
        calls(call({}, 'now', null)),
        calls(call({}, 'sub', '{}')),
      ],
      ['add {"n":1}', 'now {}', 'sub {}'],
    ],
    [
      'with the name in each piece',
      [calls(call({ index: 0, id: 'a' }, 'add', '{"n"')), calls(call({ index: 0, id: 'a' }, 'add', ':1}'))],
      ['add {"n":1}'],
    ],
    [
      'with the name in each piece and no id',
      [
        calls(call({ index: 0 }, 'add', '')),
        calls(call({ index: 0 }, 'add', '{"n":1')),
        calls(call({ index: 0 }, 'add', '}')),
      ],
      ['add {"n":1}'],
    ],
    [
      'with the name in halves',
      [
        calls(call({ index: 0, id: 'a' }, 'get_', '')),
        calls(call({ index: 0 }, 'weather')),
        calls(call({ index: 0 }, undefined, '{}')),
      ],
      ['get_weather {}'],
    ],
    [
      'with a name that grows',
      [calls(call({ index: 0 }, 'get_')), calls(call({ index: 0 }, 'get_weather', '{}'))],
      ['get_weather {}'],
    ],
    [
      'with an index in words',
      [calls(call({ index: '0' }, 'add', '{"n"')), calls(call({ index: '0' }, undefined, ':1}'))],
      ['add {"n":1}'],
    ],
    ['with arguments as an object', [calls(call({ index: 0, id: 'a' }, 'add', { n: 1 }))], ['add {"n":1}']],
    [
      'with no arguments',
      [calls(call({ index: 0, id: 'a' }, 'now', '')), calls(call({ index: 1, id: 'b' }, 'then', null))],
      ['now {}', 'then {}'],
    ],
    [
      'with arguments that are a text of JSON',
      [calls(call({ index: 0, id: 'a' }, 'add', '"{\\"n\\":1}"'))],
      ['add {"n":1}'],
    ],
    [
      'told once more at the end',
      [calls(call({ index: 0, id: 'a' }, 'add', '{"n":1}')), calls(call({ index: 0, id: 'a' }, 'add', '{"n":1}'))],
      ['add {"n":1}'],
    ],
    [
      'in the form of before tools',
      [chunk({ function_call: { name: 'add', arguments: '' } }), chunk({ function_call: { arguments: '{"n":1}' } })],
      ['add {"n":1}'],
    ],
    [
      'with text as input',
      [
        calls({ index: 0, id: 'a', type: 'custom', custom: { name: 'shell', input: 'ls ' } }),
        calls({ index: 0, custom: { input: '-l' } }),
      ],
      ['shell "ls -l"'],
    ],
    ['as an object in place of a list', [chunk({ tool_calls: call({ id: 'a' }, 'add', '{}') })], ['add {}']],
  ])('are understood %s', async (_name, chunks, expected) => {
    const { calls: found, finish } = await callsIn(...chunks, chunk({}, 'tool_calls'))
    expect(named(found)).toEqual(expected)
    expect(new Set(found.map(({ toolCallId }) => toolCallId)).size).toBe(expected.length)
    expect(found.every(({ toolCallId }) => toolCallId !== '')).toBe(true)
    expect(finish?.finishReason).toEqual({ unified: 'tool-calls', raw: 'tool_calls' })
  })

  it('keep the ids of the server, and get one where it is missing, empty or taken', async () => {
    const list = ['a', '', 'a', undefined].map((id, index) =>
      call({ index, ...(id === undefined ? {} : { id }) }, 'add', '{}'),
    )
    const { calls: found } = await callsIn(calls(...list), chunk({}, 'tool_calls'))
    const ids = found.map(({ toolCallId }) => toolCallId)
    expect(ids[0]).toBe('a')
    expect(new Set(ids).size).toBe(4)
    expect(ids.slice(1).every((id) => /^call_\w{20,}$/.test(id))).toBe(true)
  })

  it('are the reason for the end where the server calls it a stop', async () => {
    const { finish } = await callsIn(calls(call({ index: 0, id: 'a' }, 'add', '{}')), chunk({}, 'stop'))
    expect(finish?.finishReason).toEqual({ unified: 'tool-calls', raw: 'stop' })
  })

  it('come through as far as they were written where they are cut at the limit', async () => {
    const { calls: found, finish } = await callsIn(
      calls(call({ index: 0, id: 'a' }, 'write', '{"text":"a long te')),
      chunk({}, 'length'),
    )
    expect(found).toEqual([{ toolCallId: 'a', toolName: 'write', input: '{"text":"a long te' }])
    expect(finish?.finishReason).toEqual({ unified: 'length', raw: 'length' })
  })

  it('are not told of a stream that broke off', async () => {
    const server = await chatServer({
      replies: [{ body: `data: ${JSON.stringify(calls(call({ index: 0, id: 'a' }, 'add', '{}')))}\n\n` }],
    })
    const { calls: found, error } = await streamed(server.model)
    expect([found, error]).toMatchObject([[], { code: 'MODEL_STREAM_CUT' }])
  })
})

describe('tool calls in one piece', () => {
  it('are told apart, whatever they lack', async () => {
    const list = [
      call({}, 'now', ''),
      call({}, 'then', null),
      call({ id: 'a' }, 'add', { n: 1 }),
      call({ id: 'a' }, 'add', '{"n":2}'),
    ]
    const server = await chatServer({ replies: [whole({ content: null, tool_calls: list }, 'stop')] })
    const { content, finishReason } = await server.model.doGenerate(question)
    const found = content.filter((part) => part.type === 'tool-call')
    expect(named(found)).toEqual(['now {}', 'then {}', 'add {"n":1}', 'add {"n":2}'])
    expect(new Set(found.map(({ toolCallId }) => toolCallId)).size).toBe(4)
    expect(finishReason).toEqual({ unified: 'tool-calls', raw: 'stop' })
  })

  it('are read in the form of before tools', async () => {
    const server = await chatServer({
      replies: [whole({ content: null, function_call: { name: 'add', arguments: '{}' } }, 'function_call')],
    })
    const { content, finishReason } = await server.model.doGenerate(question)
    expect(content).toMatchObject([{ type: 'tool-call', toolName: 'add', input: '{}' }])
    expect(finishReason.unified).toBe('tool-calls')
  })
})
