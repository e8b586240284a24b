import type { LanguageModelV4Message, LanguageModelV4Prompt } from '../../models/model.ts'
import type { JsonValue } from '../../util/json/json.ts'

/** A conversation that some provider would refuse as it is. */
export interface Conversation {
  readonly name: string
  readonly prompt: LanguageModelV4Prompt
  /** Texts that must reach the provider all the same. */
  readonly keeps: readonly string[]
  /** Texts that must not. */
  readonly drops?: readonly string[] | undefined
}

type Part<Role extends LanguageModelV4Message['role']> = Exclude<
  Extract<LanguageModelV4Message, { role: Role }>['content'],
  string
>[number]

const user = (...texts: readonly string[]): LanguageModelV4Message => ({
  role: 'user',
  content: texts.map((text) => ({ type: 'text', text })),
})
const assistant = (...content: Part<'assistant'>[]): LanguageModelV4Message => ({ role: 'assistant', content })
const said = (text: string): Part<'assistant'> => ({ type: 'text', text })
const called = (
  toolCallId: string,
  city: string,
  {
    toolName = 'get_weather',
    input = { city },
  }: { readonly toolName?: string | undefined; readonly input?: JsonValue | undefined } = {},
): Part<'assistant'> => ({ type: 'tool-call', toolCallId, toolName, input })
const results = (...content: Part<'tool'>[]): LanguageModelV4Message => ({ role: 'tool', content })
const result = (toolCallId: string, value: string, toolName = 'get_weather'): Part<'tool'> => ({
  type: 'tool-result',
  toolCallId,
  toolName,
  output: { type: 'text', value },
})

const first = user('Which is the warmer city?')
const last = user('And now in one word.')
const rain = 'It rains in Oslo.'
const sun = 'The sun shines in Rome.'
const asks = ['Which is the warmer city?', 'And now in one word.']

/** One call and its result, by their id, their name and their input. */
function round(
  name: string,
  { id = 'call_1', toolName = 'get_weather', input = { city: 'Oslo' } as JsonValue },
): Conversation {
  return {
    name,
    prompt: [first, assistant(called(id, 'Oslo', { toolName, input })), results(result(id, rain, toolName))],
    keeps: ['Which is the warmer city?', rain],
  }
}

/** What other providers leave in a conversation, which then goes on with this one. */
const foreign: Readonly<Record<string, Readonly<Record<string, JsonValue>>>> = {
  anthropic: { signature: 'signed-by-anthropic' },
  openai: { itemId: 'rs_of_openai', reasoningEncryptedContent: 'encrypted-by-openai' },
  xai: { itemId: 'rs_of_xai', reasoningEncryptedContent: 'encrypted-by-xai' },
  google: { thoughtSignature: 'signed-by-google' },
  amazonBedrock: { signature: 'signed-by-amazon' },
  openrouter: { reasoning_details: [{ type: 'reasoning.encrypted', data: 'encrypted-by-openrouter' }] },
}

/** Conversations with the reasoning of every provider but those of these names. */
export function foreignConversations(own: readonly string[]): readonly Conversation[] {
  return Object.entries(foreign)
    .filter(([provider]) => !own.includes(provider))
    .map(([provider, metadata]) => {
      const providerOptions = { [provider]: metadata }
      return {
        name: `with reasoning of "${provider}"`,
        prompt: [
          first,
          assistant(
            { type: 'reasoning', text: 'Let me see.', providerOptions },
            { type: 'text', text: 'I will look.', providerOptions },
            { type: 'tool-call', toolCallId: 'call_1', toolName: 'get_weather', input: {}, providerOptions },
          ),
          results(result('call_1', rain)),
          assistant({ type: 'reasoning', text: '', providerOptions }, { type: 'text', text: 'Rome.', providerOptions }),
          last,
        ],
        keeps: [...asks, 'I will look.', rain, 'Rome.'],
        drops: ['signed-by', 'encrypted-by', '_of_'],
      }
    })
}

/** What providers leave of the searches and programs that they ran themselves. */
const foreignRuns: Readonly<Record<string, readonly [name: string, id: string, result: JsonValue]>> = {
  anthropic: [
    'web_search',
    'srvtoolu_7',
    [{ type: 'web_search_result', url: 'https://example.com', title: 'Oslo', pageAge: null, encryptedContent: 'e' }],
  ],
  openai: ['web_search', 'ws_7', { action: { type: 'search', query: 'Oslo' }, sources: [] }],
  google: ['code_execution', 'google-7', { outcome: 'OUTCOME_OK', output: '7' }],
  xai: ['x_search', 'xs_7', {}],
}

/** Conversations with what every provider but those of these names ran itself. */
export function foreignRunConversations(own: readonly string[]): readonly Conversation[] {
  return Object.entries(foreignRuns)
    .filter(([provider]) => !own.includes(provider))
    .map(([provider, [toolName, toolCallId, value]]) => {
      const call = { toolCallId, toolName, providerOptions: { [provider]: { itemId: `${toolCallId}_of_it` } } }
      return {
        name: `with what "${provider}" ran itself`,
        prompt: [
          first,
          assistant(
            said('I will look.'),
            { type: 'tool-call', ...call, input: { query: 'Oslo' }, providerExecuted: true },
            { type: 'tool-result', ...call, output: { type: 'json', value } },
            said(rain),
          ),
          last,
        ],
        keeps: [...asks, rain],
        drops: [toolCallId],
      }
    })
}

const manyCharacters = 'chatcmpl-tool:9f8e7d6c.5b4a/3f2e+1d0c='.repeat(3)

/** Conversations as fallbacks, hand-written histories, trimming and broken models leave them. */
export const conversations: readonly Conversation[] = [
  {
    name: 'with two calls under one id',
    prompt: [
      first,
      assistant(called('call_1', 'Oslo'), called('call_1', 'Rome')),
      results(result('call_1', rain), result('call_1', sun)),
    ],
    keeps: [rain, sun],
  },
  {
    name: 'with the same id in each turn',
    prompt: [
      first,
      assistant(called('call_0', 'Oslo')),
      results(result('call_0', rain)),
      assistant(called('call_0', 'Rome')),
      results(result('call_0', sun)),
    ],
    keeps: [rain, sun],
  },
  round('with an id of another provider', { id: manyCharacters }),
  {
    name: 'with long ids that differ at their ends alone',
    prompt: [
      first,
      assistant(called(`${manyCharacters}1`, 'Oslo'), called(`${manyCharacters}2`, 'Rome')),
      results(result(`${manyCharacters}1`, rain), result(`${manyCharacters}2`, sun)),
    ],
    keeps: [rain, sun],
  },
  round('with an empty id', { id: '' }),
  round('with a tool without a name', { toolName: '' }),
  round('with a tool whose name has a space', { toolName: 'get the weather' }),
  round('with a tool whose name has dots and colons', { toolName: 'functions.get_weather:0' }),
  round('with a tool whose name begins with a digit', { toolName: '1st_weather' }),
  round('with a tool whose name is too long', { toolName: 'get_weather_'.repeat(20) }),
  round('with a tool whose name is in another script', { toolName: 'погода' }),
  round('with the input of a call that is broken JSON', { input: '{"city": "Os' }),
  round('with the input of a call that is a text', { input: 'Oslo' }),
  round('with the input of a call that is null', { input: null }),
  round('with the input of a call that is a list', { input: ['Oslo'] }),
  round('with the input of a call that is a number', { input: 3 }),
  {
    name: 'with a call that nobody answered',
    prompt: [first, assistant(said('I will look.'), called('call_1', 'Orphanville')), last],
    keeps: [...asks, 'I will look.'],
  },
  {
    name: 'with one of two calls answered',
    prompt: [
      first,
      assistant(called('call_1', 'Oslo'), called('call_2', 'Orphanville')),
      results(result('call_1', rain)),
      last,
    ],
    keeps: [...asks, rain],
  },
  {
    name: 'that ends with a call that nobody answered',
    prompt: [first, assistant(said('I will look.'), called('call_1', 'Orphanville'))],
    keeps: ['Which is the warmer city?'],
  },
  {
    name: 'with a result that nobody asked for',
    prompt: [first, results(result('call_9', 'orphaned result')), last],
    keeps: asks,
    drops: ['orphaned result'],
  },
  {
    name: 'that begins with a result that nobody asked for',
    prompt: [results(result('call_9', 'orphaned result')), first, assistant(said('Rome.')), last],
    keeps: [...asks, 'Rome.'],
    drops: ['orphaned result'],
  },
  {
    name: 'with a result for a call of an earlier turn',
    prompt: [
      first,
      assistant(called('call_1', 'Oslo')),
      results(result('call_1', rain)),
      assistant(said('Rome.')),
      results(result('call_1', 'orphaned result')),
      last,
    ],
    keeps: [...asks, rain, 'Rome.'],
    drops: ['orphaned result'],
  },
  {
    name: 'with results in another order than the calls',
    prompt: [
      first,
      assistant(called('call_1', 'Oslo'), called('call_2', 'Rome')),
      results(result('call_2', sun), result('call_1', rain)),
    ],
    keeps: [rain, sun],
  },
  {
    name: 'with results in turns of their own',
    prompt: [
      first,
      assistant(called('call_1', 'Oslo'), called('call_2', 'Rome')),
      results(result('call_1', rain)),
      results(result('call_2', sun)),
      last,
    ],
    keeps: [...asks, rain, sun],
  },
  {
    name: 'with a result of several texts',
    prompt: [
      first,
      assistant(called('call_1', 'Oslo')),
      results({
        type: 'tool-result',
        toolCallId: 'call_1',
        toolName: 'get_weather',
        output: {
          type: 'content',
          value: [
            { type: 'text', text: rain },
            { type: 'text', text: sun },
          ],
        },
      }),
    ],
    keeps: [rain, sun],
  },
  {
    name: 'with an empty result',
    prompt: [first, assistant(called('call_1', 'Oslo')), results(result('call_1', '')), last],
    keeps: asks,
  },
  {
    name: 'with a result of blanks',
    prompt: [first, assistant(called('call_1', 'Oslo')), results(result('call_1', ' \n')), last],
    keeps: asks,
  },
  {
    name: 'with an empty turn of the user',
    prompt: [first, assistant(said('Rome.')), user(), last],
    keeps: [...asks, 'Rome.'],
  },
  {
    name: 'with an empty text of the user',
    prompt: [first, assistant(said('Rome.')), user('', 'Sure?')],
    keeps: ['Rome.', 'Sure?'],
  },
  {
    name: 'with a blank turn of the user',
    prompt: [user(' \n'), assistant(said('Yes?')), first],
    keeps: ['Which is the warmer city?'],
  },
  { name: 'with an empty turn of the model', prompt: [first, assistant(), last], keeps: asks },
  { name: 'with an empty text of the model', prompt: [first, assistant(said('')), last], keeps: asks },
  { name: 'with a blank turn of the model', prompt: [first, assistant(said(' \n')), last], keeps: asks },
  {
    name: 'with a blank text beside a call',
    prompt: [first, assistant(said('\n\n'), called('call_1', 'Oslo')), results(result('call_1', rain))],
    keeps: [rain],
  },
  {
    name: 'with blank instructions',
    prompt: [{ role: 'system', content: '' }, first],
    keeps: ['Which is the warmer city?'],
  },
  {
    name: 'with instructions in its middle',
    prompt: [first, assistant(said('Rome.')), { role: 'system', content: 'Be brief from now on.' }, last],
    keeps: [...asks, 'Rome.', 'Be brief from now on.'],
  },
  { name: 'with two turns of the user in a row', prompt: [first, last], keeps: asks },
  {
    name: 'with two turns of the model in a row',
    prompt: [first, assistant(said('I think')), assistant(said('Rome.')), last],
    keeps: [...asks, 'I think', 'Rome.'],
  },
  {
    name: 'that the model begins',
    prompt: [assistant(said('Hello, how can I help?')), first],
    keeps: ['Which is the warmer city?'],
  },
  {
    name: 'that a call of the model begins',
    prompt: [assistant(called('call_1', 'Oslo')), results(result('call_1', rain)), first],
    keeps: ['Which is the warmer city?'],
  },
  {
    name: 'whose last turn is the model, with a space at its end',
    prompt: [first, assistant(said('The warmer city is '))],
    keeps: ['The warmer city is'],
  },
  {
    name: 'with reasoning alone in a turn of the model',
    prompt: [first, assistant({ type: 'reasoning', text: 'Let me see.' }), last],
    keeps: asks,
  },
  {
    name: 'with reasoning that no provider signed',
    prompt: [first, assistant({ type: 'reasoning', text: 'Let me see.' }, said('Rome.')), last],
    keeps: [...asks, 'Rome.'],
  },
]
