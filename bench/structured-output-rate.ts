import { isDeepStrictEqual } from 'node:util'
import { defineAgent } from '../src/agents/define-agent.ts'
import type { OutputMode } from '../src/loop/output/output-mode.ts'
import { AixgoError } from '../src/errors/aixgo-error.ts'
import type { LanguageModelV4CallOptions } from '../src/models/model.ts'
import { scriptedModel } from '../src/testing/scripted-model.ts'
import type { ScriptedAnswer } from '../src/testing/scripted-reply.ts'
import { invoice, invoiceSchema, malformedAnswers, type MalformedAnswer } from './malformed-answers.ts'

/** How many of the answers came to the right output, in one mode. */
export interface SuccessRate {
  readonly mode: OutputMode | 'JSON.parse'
  readonly cases: number
  /** Right at the first try: repaired without a word to the model. */
  readonly first: number
  /** Right within three tries, by a scripted model that gives the right answer once the feedback names its mistake. */
  readonly corrected: number
  /** Taken for right, and wrong. */
  readonly wrong: number
  /** Names of those that never came right. */
  readonly failed: readonly string[]
}

const modes: readonly OutputMode[] = ['native', 'tool', 'prompt']

/** Plays every malformed answer in every mode, and beside it what plain parsing makes of it. */
export async function measureSuccess(): Promise<readonly SuccessRate[]> {
  const rates = await Promise.all(modes.map(rateOf))
  return [plainRate(), ...rates]
}

function plainRate(): SuccessRate {
  const right = malformedAnswers.filter(({ text }) => {
    try {
      return invoiceSchema.safeParse(JSON.parse(text)).success
    } catch {
      return false
    }
  })
  const failed = malformedAnswers.filter((answer) => !right.includes(answer)).map(({ name }) => name)
  return {
    mode: 'JSON.parse',
    cases: malformedAnswers.length,
    first: right.length,
    corrected: right.length,
    wrong: 0,
    failed,
  }
}

async function rateOf(mode: OutputMode): Promise<SuccessRate> {
  const played = await Promise.all(malformedAnswers.map((answer) => play(answer, mode)))
  return {
    mode,
    cases: played.length,
    first: played.filter(({ right, calls }) => right === true && calls === 1).length,
    corrected: played.filter(({ right }) => right === true).length,
    wrong: played.filter(({ right }) => right === false).length,
    failed: played.filter(({ right }) => right !== true).map(({ name }) => name),
  }
}

interface Played {
  readonly name: string
  /** Undefined where there was no output. */
  readonly right: boolean | undefined
  readonly calls: number
}

async function play({ name, text, names }: MalformedAnswer, mode: OutputMode): Promise<Played> {
  const say = (words: string): ScriptedAnswer =>
    mode === 'tool' ? { toolCalls: [{ toolName: 'final_output', input: words }] } : { text: words }
  const correct = ({ prompt }: LanguageModelV4CallOptions): ScriptedAnswer =>
    say(names.test(lastWords(prompt)) ? JSON.stringify(invoice) : text)
  const model = scriptedModel([say(text), correct, correct])
  const agent = defineAgent({ name: 'clerk', model, output: invoiceSchema, outputMode: mode })
  try {
    const { output } = await agent.run('The invoice of Ada, please.')
    return { name, right: isDeepStrictEqual(output, invoice), calls: model.calls.length }
  } catch (error) {
    if (!AixgoError.isInstance(error) || error.code !== 'AGENT_OUTPUT_INVALID') throw error
    return { name, right: undefined, calls: model.calls.length }
  }
}

/** What the model was told last, as it reads it. */
function lastWords(prompt: LanguageModelV4CallOptions['prompt']): string {
  const last = prompt.at(-1)
  if (last?.role === 'user') return last.content.map((part) => (part.type === 'text' ? part.text : '')).join('\n')
  if (last?.role !== 'tool') return ''
  return last.content
    .map((part) => (part.type === 'tool-result' && 'value' in part.output ? String(part.output.value) : ''))
    .join('\n')
}
