import { questionTurns } from '../../messages/conversation.ts'
import type { LanguageModelV4Content, LanguageModelV4Message } from '../../models/model.ts'
import type { EndedRun } from '../../runs/engine.ts'
import type { OutcomeRecord } from '../../runs/ledger.ts'
import { readCallOutcome, readModelOutcome, readToolOutcome, type ToolOutcome } from '../../runs/outcomes.ts'
import type { AnswerNotes, RecordedAnswer } from '../../runs/result/answer.ts'
import { defined } from '../../util/options/defined.ts'
import { StepCounter } from '../../runs/step-key.ts'
import { finalOutputTool } from '../reserved-names.ts'
import type { ToolRequest } from '../tools/tool-step.ts'
import { assistantMessage, toolMessage } from './build-prompt.ts'
import { promptTurns } from './prompt-turns.ts'

type Content = readonly LanguageModelV4Content[]

/**
 * How the answer of a run came about that is over, from its record alone: the agent's code does not run again. What the loop
 * told a model whose output did not fit is not on record, and left out.
 */
export function recordedNotes({ records, input, output }: EndedRun): Pick<AnswerNotes, 'reasoning' | 'turns'> {
  // Steps within others belong to agents that were called, and to code of tools.
  const outcomes = records.filter((record) => record.type === 'outcome' && !record.key.includes('/')) as OutcomeRecord[]
  const contents = outcomes.flatMap((outcome) => contentOf(outcome) ?? [])
  const handedOver = outcomes.map(answerOf).findLast((answer) => answer !== undefined)
  return {
    reasoning: handedOver === undefined ? reasoningIn(contents.at(-1)) : handedOver.reasoning,
    turns: () => [
      ...questionTurns(input),
      ...promptTurns(messagesOf(contents, outcomes, output)),
      ...(handedOver?.messages ?? []),
    ],
  }
}

function contentOf({ key, value }: OutcomeRecord): readonly Content[] | undefined {
  if (!key.startsWith('model:')) return undefined
  const outcome = readModelOutcome(value)
  // The content of an answer is recorded as the model gave it.
  return outcome === undefined ? undefined : [outcome.content as unknown as Content]
}

/** What an agent that took the conversation over said. */
function answerOf({ value, answer }: OutcomeRecord): RecordedAnswer | undefined {
  if (answer !== undefined) return answer
  const { messages, reasoning } = readCallOutcome(value) ?? {}
  return messages === undefined ? undefined : defined({ reasoning, messages })
}

function reasoningIn(content: Content = []): string | undefined {
  const texts = content.flatMap((part) => (part.type === 'reasoning' ? [part.text] : []))
  return texts.length === 0 ? undefined : texts.join('')
}

function messagesOf(contents: readonly Content[], outcomes: readonly OutcomeRecord[], output: unknown) {
  const results = new Map(outcomes.map(({ key, value }) => [key, readToolOutcome(value)]))
  const counter = new StepCounter('')
  return contents.flatMap((content): readonly LanguageModelV4Message[] => {
    const calls = content.filter(isRequest)
    if (calls.length === 0) return [assistantMessage(content)]
    if (calls.some(({ toolName }) => toolName === finalOutputTool)) {
      const said = content.filter(({ type }) => type !== 'tool-call')
      return [assistantMessage([...said, { type: 'text', text: JSON.stringify(output) }])]
    }
    // Asked for in the order of the calls, as they were when they were made.
    const answers = calls.map(
      ({ toolName }): ToolOutcome => results.get(counter.next('tool', toolName)) ?? { output: null },
    )
    return [assistantMessage(content), toolMessage(calls, answers)]
  })
}

function isRequest(part: LanguageModelV4Content): part is ToolRequest & typeof part {
  return part.type === 'tool-call' && part.providerExecuted !== true
}
