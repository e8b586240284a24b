import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4FunctionTool } from '../../models/model.ts'
import type { JsonObject } from '../../util/json/json.ts'
import { expectEqual, expectThat } from '../expectations.ts'
import { question, textOf, weather, type ModelTest, type TestContext } from './model-test.ts'

const answer = { type: 'answer', text: 'Yes.' } as const

/** Values that are nothing else in a request, so that they are found in any form. */
const settings = {
  maxOutputTokens: 4077,
  temperature: 0.375,
  topP: 0.875,
  topK: 37,
  presencePenalty: 0.625,
  frequencyPenalty: 0.125,
  stopSequences: ['HALT-7'],
  seed: 424_242,
} satisfies Partial<LanguageModelV4CallOptions>

const settingTests = Object.entries(settings).map(([name, value]): ModelTest => ({
  name: `sends ${name}, or warns that it does not`,
  needs: ['settings'],
  scenario: answer,
  run: async (model, { requests }) => {
    const { warnings } = await model.doGenerate(question('Well?', { [name]: value }))
    const sent = holds(requests().at(-1)?.body, Array.isArray(value) ? value[0] : value)
    const warned = warnings.some((warning) => JSON.stringify(warning).includes(name))
    expectThat(sent || warned, `"${name}" is neither in the request nor in the warnings.`)
    expectThat(!(sent && warned), `"${name}" is in the request, so there should be no warning.`)
  },
}))

const effortTests = (['low', 'high'] as const).map((reasoning): ModelTest => ({
  name: `asks for an effort of "${reasoning}" at reasoning, or warns that it does not`,
  needs: ['settings'],
  scenario: answer,
  run: async (model, { requests }) => {
    await model.doGenerate(question('Well?'))
    const usual = JSON.stringify(requests().at(-1)?.body)
    const { warnings } = await model.doGenerate(question('Well?', { reasoning }))
    const sent = JSON.stringify(requests().at(-1)?.body) !== usual
    expectThat(
      sent || warnings.some((warning) => JSON.stringify(warning).includes('reasoning')),
      'The wish is neither in the request nor in the warnings.',
    )
  },
}))

const clock: LanguageModelV4FunctionTool = {
  type: 'function',
  name: 'get_time',
  inputSchema: { type: 'object', properties: {}, additionalProperties: false },
}

type ToolChoice = NonNullable<LanguageModelV4CallOptions['toolChoice']>

const choices: Readonly<Record<string, ToolChoice>> = {
  'that tools may be called': { type: 'auto' },
  'that no tool may be called': { type: 'none' },
  'that some tool must be called': { type: 'required' },
  'which tool must be called': { type: 'tool', toolName: 'get_weather' },
}

const choiceTests = Object.entries(choices).map(([name, toolChoice]): ModelTest => ({
  name: `says ${name}, or warns that it does not`,
  needs: ['tool-choice', 'tools'],
  scenario: answer,
  run: async (model, { requests }) => {
    const { warnings } = await model.doGenerate(question('Well?', { tools: [weather, clock], toolChoice }))
    const sent = choiceIn(requests().at(-1)?.body ?? {})
    const warned = warnings.some((warning) => JSON.stringify(warning).includes('toolChoice'))
    const wanted = toolChoice.type === 'tool' ? toolChoice.toolName : toolChoice.type
    expectThat(sent === wanted || warned, `The choice "${wanted}" arrives as "${sent}", and there is no warning.`)
  },
}))

/** How a request says that tools are chosen, in the forms that are known: a type, or the name of a tool. */
function choiceIn(body: JsonObject): string {
  const tools = body['tools'] ?? (body['toolConfig'] as JsonObject | undefined)?.['tools']
  const text = JSON.stringify(body['tool_choice'] ?? body['toolConfig'] ?? null)
  if (/"name":"get_weather"|"allowedFunctionNames":\["get_weather"\]/.test(withoutTools(text))) return 'get_weather'
  if (tools === undefined || /"none"/i.test(text)) return 'none'
  return /"(any|required)"/i.test(withoutTools(text)) ? 'required' : 'auto'
}

function withoutTools(text: string): string {
  const { tools, ...rest } = (JSON.parse(text) as JsonObject | string | null as JsonObject | null) ?? {}
  return typeof rest === 'object' && Object.keys(rest).length > 0 && tools !== undefined ? JSON.stringify(rest) : text
}

/** True where a value stands anywhere in another. */
function holds(where: unknown, value: unknown): boolean {
  if (where === value) return true
  return typeof where === 'object' && where !== null && Object.values(where).some((part) => holds(part, value))
}

async function askedWith(
  model: LanguageModelV4,
  { requests }: TestContext,
  options: Partial<LanguageModelV4CallOptions>,
): Promise<ReturnType<TestContext['requests']>[number] | undefined> {
  const { content } = await model.doGenerate(question('Well?', options))
  expectEqual(textOf(content), answer.text, 'The answer')
  return requests().at(-1)
}

/** What a request says beside the conversation. */
export const modelRequestTests: readonly ModelTest[] = [
  ...settingTests,
  ...effortTests,
  ...choiceTests,
  {
    name: 'warns of a tool that only another provider runs, and does not send it',
    needs: ['request-options', 'tools'],
    scenario: answer,
    run: async (model, { requests }) => {
      const elsewhere = { type: 'provider', id: 'elsewhere.dig', name: 'dig', args: { deep: 'not-for-you' } } as const
      const { warnings } = await model.doGenerate(question('Well?', { tools: [weather, elsewhere] }))
      expectThat(/elsewhere|dig/.test(JSON.stringify(warnings)), 'The tool should be named in the warnings.')
      expectThat(!JSON.stringify(requests().at(-1)?.body).includes('not-for-you'), 'It should not be sent.')
    },
  },
  {
    name: 'sends the headers of a call',
    needs: ['request-options'],
    scenario: answer,
    run: async (model, context) => {
      const request = await askedWith(model, context, { headers: { 'X-Suite': 'header-7' } })
      expectEqual(request?.headers['x-suite'], 'header-7', 'The header')
    },
  },
  {
    name: 'sends provider options',
    needs: ['request-options'],
    scenario: answer,
    run: async (model, context) => {
      const { providerOptions, shows } = context.example()
      const { body, headers } = (await askedWith(model, context, { providerOptions })) ?? {}
      expectThat(JSON.stringify([body, headers]).includes(shows), `The request should hold "${shows}".`)
    },
  },
  {
    name: 'takes the provider options of other providers, and sends nothing of them',
    needs: ['request-options'],
    scenario: answer,
    run: async (model, context) => {
      const request = await askedWith(model, context, { providerOptions: { elsewhere: { secret: 'not-for-you' } } })
      expectThat(!JSON.stringify(request?.body).includes('not-for-you'), 'They should stay where they are.')
    },
  },
]
