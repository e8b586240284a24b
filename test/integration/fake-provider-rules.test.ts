import { describe, expect, it } from 'vitest'
import type { ScenarioAnswer } from '../../src/testing/model-scenario.ts'
import type { JsonObject, JsonValue } from '../../src/util/json/json.ts'
import { anthropicMessages } from '../support/servers/anthropic-messages.ts'
import { bedrockConverse } from '../support/servers/bedrock-converse.ts'
import { gemini } from '../support/servers/gemini.ts'
import { chatFormat } from '../support/servers/openai-chat.ts'
import { openaiResponses } from '../support/servers/openai-responses.ts'
import type { WireFormat } from '../support/servers/wire-format.ts'

// The rules of the test servers: each takes a sound request, and refuses what the vendor refuses in the vendor's words.

interface Subject {
  readonly format: WireFormat
  readonly path?: string
  /** What was answered before: one call, thought out. */
  readonly said: ScenarioAnswer
  readonly sound: JsonObject
  /** A change of the sound request, and what the refusal then says. */
  readonly broken: Readonly<Record<string, readonly [change: JsonObject, words: RegExp]>>
}

const schema = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }
const said: ScenarioAnswer = {
  type: 'answer',
  reasoning: [{ text: 'Hm.', signature: 'c2lnbmVk' }],
  toolCalls: [{ toolName: 'look', input: { city: 'Oslo' } }],
}

const claude = (...turns: readonly JsonValue[][]): JsonObject => ({
  messages: turns.map((content, index) => ({ role: index % 2 === 0 ? 'user' : 'assistant', content })),
})
const spoken = { type: 'text', text: 'Hello' }
const thinking = { type: 'thinking', thinking: 'Hm.', signature: 'c2lnbmVk' }
const use = { type: 'tool_use', id: 'toolu_1', name: 'look', input: { city: 'Oslo' } }
const used = { type: 'tool_result', tool_use_id: 'toolu_1', content: 'Rain.' }
const search = { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: { query: 'Oslo' } }
const found = (content: string): JsonObject => ({
  type: 'web_search_tool_result',
  tool_use_id: 'srvtoolu_1',
  content: [{ type: 'web_search_result', url: 'u', title: 't', encrypted_content: content, page_age: null }],
})
const thought = { thinking: { type: 'enabled', budget_tokens: 1024 }, max_tokens: 2000 }

const anthropic: Subject = {
  format: anthropicMessages,
  said,
  sound: {
    model: 'claude-sonnet-4-5',
    tools: [{ name: 'look', input_schema: schema }],
    ...thought,
    ...claude([spoken], [thinking, use], [used]),
  },
  broken: {
    'no limit': [{ max_tokens: undefined }, /^max_tokens: Field required$/],
    'an unknown key': [{ foo: 1 }, /^foo: Extra inputs are not permitted$/],
    'an unknown key of a block': [claude([{ ...spoken, foo: 1 }]), /text\.foo: Extra inputs are not permitted/],
    'no turn': [{ messages: [] }, /at least one message is required/],
    'the model first': [
      { messages: [{ role: 'assistant', content: [spoken] }] },
      /first message must use the "user" role/,
    ],
    'two turns in a row': [
      {
        messages: [
          { role: 'user', content: [spoken] },
          { role: 'user', content: [spoken] },
        ],
      },
      /roles must alternate/,
    ],
    'an empty turn': [claude([]), /must have non-empty content/],
    'an empty text': [claude([{ type: 'text', text: '' }]), /text content blocks must be non-empty/],
    'a blank text': [claude([{ type: 'text', text: ' ' }]), /must contain non-whitespace text/],
    'blank instructions': [{ system: [{ type: 'text', text: '' }] }, /system: text content blocks/],
    'a space at the end': [claude([spoken], [{ type: 'text', text: 'So ' }]), /cannot end with trailing whitespace/],
    'a call without a result': [
      claude([spoken], [thinking, use], [spoken]),
      /without `tool_result` blocks immediately after: toolu_1/,
    ],
    'a result without a call': [claude([used]), /unexpected `tool_use_id` found in `tool_result` blocks: toolu_1/],
    'two calls with one id': [claude([spoken], [thinking, use, use], [used]), /`tool_use` ids must be unique/],
    'an id with a dot': [
      claude([spoken], [{ ...use, id: 'a.b' }], [used]),
      /tool_use\.id: String should match pattern/,
    ],
    'a call without a name': [claude([spoken], [{ ...use, name: '' }], [used]), /tool_use\.name: String should match/],
    'an input that is a text': [
      claude([spoken], [{ ...use, input: 'Oslo' }], [used]),
      /Input should be a valid dictionary/,
    ],
    'a loop without its thinking': [claude([spoken], [use], [used]), /Expected `thinking` or `redacted_thinking`/],
    'a thought that was changed': [
      claude([spoken], [{ ...thinking, thinking: 'Ha.' }, use], [used]),
      /cannot be modified/,
    ],
    'a signature of another': [claude([spoken], [{ ...thinking, signature: 'x' }, use], [used]), /Invalid `signature`/],
    'a tool with a dot in its name': [
      { tools: [{ name: 'a.b', input_schema: schema }] },
      /tools\.0\.custom\.name: String/,
    ],
    'a tool without a type of input': [
      { tools: [{ name: 'a', input_schema: {} }] },
      /input_schema\.type: Field required/,
    ],
    'a tool with a union': [
      { tools: [{ name: 'a', input_schema: { type: 'object', anyOf: [] } }] },
      /does not support oneOf, allOf, or anyOf at the top level/,
    ],
    'a search without a result': [
      claude([spoken], [search, spoken], [spoken]),
      /`srvtoolu_1` was found without a corresponding `web_search_tool_result` block/,
    ],
    'a result without a search': [claude([spoken], [found('x'), spoken]), /Invalid `encrypted_content`|unexpected/],
    'a search of another': [claude([spoken], [{ ...search, id: 'ws_1' }]), /server_tool_use\.id: String should match/],
    'a temperature with thinking': [{ temperature: 0.5 }, /may only be set to 1 when thinking is enabled/],
    'a budget that is too small': [
      { thinking: { type: 'enabled', budget_tokens: 100 } },
      /greater than or equal to 1024/,
    ],
    'a budget above the limit': [{ max_tokens: 1024 }, /`max_tokens` must be greater than/],
    'a forced tool with thinking': [{ tool_choice: { type: 'any' } }, /may not be enabled when tool_choice forces/],
  },
}

const converse = (...turns: readonly JsonValue[][]): JsonObject => ({
  messages: turns.map((content, index) => ({ role: index % 2 === 0 ? 'user' : 'assistant', content })),
})
const say = { text: 'Hello' }
const reasoned = { reasoningContent: { reasoningText: { text: 'Hm.', signature: 'c2lnbmVk' } } }
const toolUse = { toolUse: { toolUseId: 'tooluse_1', name: 'look', input: { city: 'Oslo' } } }
const toolResult = { toolResult: { toolUseId: 'tooluse_1', content: [{ text: 'Rain.' }] } }
const withUse = (change: JsonObject): JsonObject => ({ toolUse: { ...toolUse.toolUse, ...change } })

const bedrock: Subject = {
  format: bedrockConverse,
  said,
  sound: {
    toolConfig: { tools: [{ toolSpec: { name: 'look', inputSchema: { json: schema } } }] },
    additionalModelRequestFields: { thinking: { type: 'enabled', budget_tokens: 1024 } },
    ...converse([say], [reasoned, toolUse], [toolResult]),
  },
  broken: {
    'the model first': [{ messages: [{ role: 'assistant', content: [say] }] }, /must start with a user message/],
    'two turns in a row': [
      {
        messages: [
          { role: 'user', content: [say] },
          { role: 'user', content: [say] },
        ],
      },
      /must alternate between user and assistant/,
    ],
    'an empty turn': [converse([]), /content field in the Message object at messages\.0 is empty/],
    'a blank text': [
      converse([{ text: ' ' }]),
      /text field in the ContentBlock object at messages\.0\.content\.0 is blank/,
    ],
    'a blank result': [
      converse([say], [reasoned, toolUse], [{ toolResult: { toolUseId: 'tooluse_1', content: [{ text: '' }] } }]),
      /is blank/,
    ],
    'an id with a dot': [converse([say], [withUse({ toolUseId: 'a.b' })], [toolResult]), /regular expression pattern/],
    'an id that is too long': [converse([say], [withUse({ toolUseId: 'a'.repeat(65) })], [toolResult]), /toolUseId/],
    'an input that is a list': [converse([say], [withUse({ input: [] })], [toolResult]), /Provide a json object/],
    'a call without a result': [
      converse([say], [reasoned, toolUse], [say]),
      /Expected toolResult blocks at messages\.2/,
    ],
    'a result without a call': [converse([toolResult]), /exceeds the number of toolUse blocks/],
    'a signature of another': [
      converse(
        [say],
        [{ reasoningContent: { reasoningText: { text: 'Hm.', signature: 'x' } } }, toolUse],
        [toolResult],
      ),
      /Invalid `signature`/,
    ],
    'a loop without its reasoning': [converse([say], [toolUse], [toolResult]), /Expected `thinking`/],
    'no tools': [{ toolConfig: undefined }, /toolConfig field must be defined/],
    'a tool without a type of input': [
      { toolConfig: { tools: [{ toolSpec: { name: 'look', inputSchema: { json: {} } } }] } },
      /must be one of the following: object/,
    ],
    'a setting that it has not': [{ inferenceConfig: { topK: 3 } }, /extraneous key \[topK\]/],
  },
}

const contents = (...turns: readonly JsonValue[][]): JsonObject => ({
  contents: turns.map((parts, index) => ({ role: index % 2 === 0 ? 'user' : 'model', parts })),
})
const functionCall = { functionCall: { name: 'look', args: { city: 'Oslo' } }, thoughtSignature: 'c2lnbmVk' }
const functionResponse = { functionResponse: { name: 'look', response: { content: 'Rain.' } } }
const declared = (change: JsonObject): JsonObject => ({
  tools: [{ functionDeclarations: [{ name: 'look', parametersJsonSchema: schema, ...change }] }],
})

const google: Subject = {
  format: gemini,
  path: '/v1beta/models/gemini-3-flash:generateContent',
  said,
  sound: { ...declared({}), ...contents([say], [functionCall], [functionResponse]) },
  broken: {
    'an unknown key': [{ foo: 1 }, /Unknown name "foo": Cannot find field/],
    'an unknown setting': [{ generationConfig: { foo: 1 } }, /Unknown name "foo" at 'generation_config'/],
    'an unknown role': [{ contents: [{ role: 'assistant', parts: [say] }] }, /Please use a valid role/],
    'two turns in a row': [
      {
        contents: [
          { role: 'user', parts: [say] },
          { role: 'user', parts: [say] },
        ],
      },
      /alternate between user and model/,
    ],
    'a turn without parts': [contents([]), /contents\.parts must not be empty/],
    'a part without data': [contents([{}]), /required oneof field 'data'/],
    'an empty text': [contents([{ text: '' }]), /empty text parameter/],
    'a call without a response': [contents([say], [functionCall], [say]), /number of function response parts is equal/],
    'a response without a call': [contents([functionResponse]), /immediately after a function call turn/],
    'a name that begins with a digit': [declared({ name: '1st' }), /Invalid function name/],
    'a name with a space': [
      contents([say], [{ functionCall: { name: 'look up', args: {} } }], [functionResponse]),
      /Invalid function name/,
    ],
    'arguments that are a list': [
      contents([say], [{ ...functionCall, functionCall: { name: 'look', args: [] } }], [functionResponse]),
      /google\.protobuf\.Struct/,
    ],
    'a call without its signature': [
      contents([say], [{ functionCall: functionCall.functionCall }], [functionResponse]),
      /missing a thought_signature/,
    ],
    'a signature of another': [
      contents([say], [{ ...functionCall, thoughtSignature: 'x' }], [functionResponse]),
      /Thought signature is not valid/,
    ],
    'a description beside a reference': [
      declared({ parametersJsonSchema: { ...schema, properties: { city: { $ref: '#/$defs/x', description: 'd' } } } }),
      /if \$ref is set/,
    ],
    'an input that is no object': [declared({ parametersJsonSchema: { type: 'string' } }), /OBJECT type/],
    'JSON and functions': [{ generationConfig: { responseMimeType: 'application/json' } }, /is unsupported/],
  },
}

const input = (...items: readonly JsonValue[]): JsonObject => ({
  input: [{ role: 'user', content: 'Hello' }, ...items],
})
const reasoning = {
  type: 'reasoning',
  id: 'rs_1',
  summary: [{ type: 'summary_text', text: 'Hm.' }],
  encrypted_content: 'c2lnbmVk',
}
const call = { type: 'function_call', call_id: 'call_1', name: 'look', arguments: '{"city":"Oslo"}' }
const output = { type: 'function_call_output', call_id: 'call_1', output: 'Rain.' }
const format = (change: JsonObject): JsonObject => ({
  text: {
    format: {
      type: 'json_schema',
      name: 'x',
      strict: true,
      schema: { ...schema, additionalProperties: false, ...change },
    },
  },
})

const responses: Subject = {
  format: openaiResponses,
  said,
  sound: {
    model: 'gpt-5.2',
    store: false,
    tools: [{ type: 'function', name: 'look', parameters: schema }],
    ...format({}),
    ...input(reasoning, call, output),
  },
  broken: {
    'an unknown parameter': [{ foo: 1 }, /^Unknown parameter: 'foo'\.$/],
    'a temperature': [{ temperature: 0 }, /Unsupported parameter: 'temperature' is not supported with this model/],
    'encrypted reasoning of a model without': [
      { model: 'gpt-4o', include: ['reasoning.encrypted_content'] },
      /Encrypted content is not supported/,
    ],
    'a call without an output': [input(reasoning, call), /No tool output found for function call call_1/],
    'an output without a call': [input(output), /No tool call found for function call output with call_id call_1/],
    'an output before its call': [input(output, reasoning, call), /No tool call found/],
    'reasoning without what it led to': [input(call, output, reasoning), /without its required following item/],
    'a call without its reasoning': [input(call, output), /without its required 'reasoning' item/],
    'reasoning that it would have to have kept': [
      input({ ...reasoning, encrypted_content: undefined }, call, output),
      /Items are not persisted when `store` is set to false/,
    ],
    'reasoning of another': [input({ ...reasoning, encrypted_content: 'x' }, call, output), /could not be verified/],
    'an empty name': [input(reasoning, { ...call, name: '' }, output), /'input\[2\]\.name': empty string/],
    'a name with a space': [input(reasoning, { ...call, name: 'a b' }, output), /string does not match pattern/],
    'an id that is too long': [
      input(reasoning, { ...call, call_id: 'a'.repeat(65) }, { ...output, call_id: 'a'.repeat(65) }),
      /maximum length 64, but got a string with length 65/,
    ],
    'a tool without a type of input': [
      { tools: [{ type: 'function', name: 'look', parameters: {} }] },
      /schema must be a JSON Schema of 'type: "object"', got 'type: "None"'/,
    ],
    'a schema that is open': [format({ additionalProperties: undefined }), /'additionalProperties' is required/],
    'a schema with a key that may be left out': [format({ required: [] }), /Missing 'city'/],
  },
}

const messages = (...rest: readonly JsonValue[]): JsonObject => ({
  messages: [{ role: 'user', content: 'Hello' }, ...rest],
})
const asks = (change: JsonObject = {}, functionChange: JsonObject = {}): JsonObject => ({
  role: 'assistant',
  content: null,
  tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'look', arguments: '{}', ...functionChange } }],
  ...change,
})
const answers = { role: 'tool', tool_call_id: 'call_1', content: 'Rain.' }
const plain: ScenarioAnswer = { type: 'answer', toolCalls: said.toolCalls! }

const openai: Subject = {
  format: chatFormat('openai'),
  said: plain,
  sound: { model: 'gpt-4o', max_tokens: 5, ...messages(asks(), answers) },
  broken: {
    'a call without a result': [messages(asks()), /must be followed by tool messages.*call_1/],
    'a result without a call': [messages(answers), /must be a response to a preceeding message/],
    'content that is not there': [{ messages: [{ role: 'user', content: null }] }, /expected a string, got null/],
    'arguments that are no JSON': [messages(asks({}, { arguments: '{' }), answers), /valid JSON/],
    'a name with a space': [messages(asks({}, { name: 'a b' }), answers), /string does not match pattern/],
    'a limit for a model that reasons': [{ model: 'gpt-5' }, /'max_tokens' is not supported with this model/],
    'a temperature for a model that reasons': [
      { model: 'o4-mini', max_tokens: undefined, temperature: 0 },
      /'temperature' does not support 0/,
    ],
    'reasoning in a message': [messages(asks({ reasoning_content: 'Hm.' }), answers), /Unknown parameter/],
    'an image in a result': [
      messages(asks(), { ...answers, content: [{ type: 'image_url', image_url: { url: 'x' } }] }),
      /only allowed for messages with role 'user'/,
    ],
    'a strict schema that is open': [
      { response_format: { type: 'json_schema', json_schema: { name: 'x', strict: true, schema } } },
      /'additionalProperties' is required/,
    ],
  },
}

const groq: Subject = {
  ...openai,
  format: chatFormat('groq'),
  broken: {
    'reasoning in a message': [
      messages(asks({ reasoning_content: 'Hm.' }), answers),
      /property 'reasoning_content' is unsupported/,
    ],
  },
}

const own = {
  ...asks(),
  tool_calls: [{ id: 'abcdefgh1', type: 'function', function: { name: 'look', arguments: '{}' } }],
}
const ownAnswer = { ...answers, tool_call_id: 'abcdefgh1' }
const mistral: Subject = {
  format: chatFormat('mistral'),
  said: plain,
  sound: { model: 'mistral-large-latest', ...messages(own, ownAnswer) },
  broken: {
    'reasoning in a message': [
      messages({ ...own, reasoning_content: 'Hm.' }, ownAnswer),
      /Extra inputs are not permitted/,
    ],
    'the id of another': [messages(asks(), answers), /with a length of 9/],
    'the user after a result': [
      messages(own, ownAnswer, { role: 'user', content: 'So?' }),
      /Unexpected role 'user' after role 'tool'/,
    ],
    'the model last': [messages({ role: 'assistant', content: 'So' }), /Expected last role User or Tool/],
    'a turn without content': [
      messages({ role: 'assistant', content: '' }, { role: 'user', content: 'So?' }),
      /but not none/,
    ],
  },
}

const deepseek: Subject = {
  format: chatFormat('deepseek'),
  said,
  sound: { model: 'deepseek-reasoner', ...messages(asks({ reasoning_content: 'Hm.' }), answers) },
  broken: {
    'a loop without its reasoning': [
      messages(asks(), answers),
      /Missing `reasoning_content` field in the assistant message at message index 1/,
    ],
    'a schema': [{ response_format: { type: 'json_schema' } }, /response_format type is unavailable/],
  },
}

const openrouter: Subject = {
  format: chatFormat('openrouter'),
  said,
  sound: {
    model: 'anthropic/claude-sonnet-4.5',
    ...messages(
      asks({ reasoning_details: [{ type: 'reasoning.text', text: 'Hm.', signature: 'c2lnbmVk', index: 0 }] }),
      answers,
    ),
  },
  broken: { 'a loop without its reasoning': [messages(asks(), answers), /reasoning details to be preserved/] },
}

const vllm: Subject = {
  ...openai,
  format: chatFormat('vllm'),
  broken: {
    'arguments that are a list': [messages(asks({}, { arguments: '[]' }), answers), /item pairs from a mapping/],
  },
}

const subjects = { anthropic, bedrock, google, responses, openai, groq, mistral, deepseek, openrouter, vllm }

describe.each(Object.entries<Subject>(subjects))(
  'the rules of %s',
  (_, { format: wire, path = '', said: before, sound, broken }) => {
    const refusal = (change: JsonObject): string => {
      const body = JSON.parse(JSON.stringify({ ...sound, ...change })) as JsonObject
      const request = { method: 'POST', path, query: new URLSearchParams(), headers: {}, body }
      return wordsIn(wire.refuses?.(request, [before])?.body)
    }

    it('take a sound request', () => {
      expect(refusal({})).toBe('')
    })

    it.each(Object.entries(broken))('refuse %s', (_what, [change, words]) => {
      expect(refusal(change)).toMatch(words)
    })
  },
)

/** The words of an error in whatever form. */
function wordsIn(body: unknown): string {
  if (typeof body === 'string') return body
  if (typeof body !== 'object' || body === null) return ''
  const { message, msg, error, detail } = body as Readonly<Record<string, unknown>>
  if (Array.isArray(detail)) return wordsIn(detail[0])
  return wordsIn(message ?? msg ?? error)
}
