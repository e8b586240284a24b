import type { JsonValue } from '../../../util/json/json.ts'
import type { Iteration } from '../../stop-condition.ts'

/** One tool call and its answer. An input that is a string is sent as it is. */
export type CallPlan = readonly [toolName: string, input: JsonValue, output: JsonValue, isError?: boolean]

/** A conversation whose calls of tools are laid down, and whether an attentive reader would stop it. */
export interface ScriptedConversation {
  readonly name: string
  readonly label: 'healthy' | 'stuck'
  /** True for a healthy one that polls for so long that a warning is in order. */
  readonly isLongPoll?: boolean
  readonly iterations: readonly Iteration[]
}

const usage = {
  inputTokens: 0,
  outputTokens: 0,
  cachedInputTokens: 0,
  cacheWriteTokens: 0,
  reasoningTokens: 0,
  modelCalls: 1,
}

/** Iterations with the given calls side by side. */
export function batches(plans: readonly (readonly CallPlan[])[]): readonly Iteration[] {
  return plans.map((calls, index) => ({
    number: index + 1,
    model: { content: [], finishReason: 'tool-calls', usage },
    toolCalls: calls.map(([toolName, input], position) => ({
      toolCallId: `${index}-${position}`,
      toolName,
      input: typeof input === 'string' ? input : JSON.stringify(input),
    })),
    toolResults: calls.map(([, , output, isError = false]) => ({ output, isError })),
  }))
}

/** Iterations with one call each. */
export function calls(...plans: readonly CallPlan[]): readonly Iteration[] {
  return batches(plans.map((plan) => [plan]))
}

/** The same as often as said, with the number of the time. */
export function times<Item>(count: number, make: (index: number) => Item): readonly Item[] {
  return Array.from({ length: count }, (_none, index) => make(index))
}

const repeat = (count: number, make: (index: number) => CallPlan) => calls(...times(count, make))
const cycle = (count: number, ...plans: readonly CallPlan[]) => repeat(count, (index) => plans[index % plans.length]!)
const healthy = (name: string, iterations: readonly Iteration[]): ScriptedConversation => ({
  name,
  label: 'healthy',
  iterations,
})
const longPoll = (name: string, iterations: readonly Iteration[]): ScriptedConversation => ({
  ...healthy(name, iterations),
  isLongPoll: true,
})
const stuck = (name: string, iterations: readonly Iteration[]): ScriptedConversation => ({
  name,
  label: 'stuck',
  iterations,
})

const page = (index: number): JsonValue => ({ page: index, rows: [`row ${index}-1`, `row ${index}-2`] })

/** Conversations as agents have them, each labelled by hand. */
export const conversations: readonly ScriptedConversation[] = [
  healthy(
    'pages through a list',
    repeat(40, (index) => ['list', { page: index }, page(index)]),
  ),
  healthy(
    'pages through empty pages',
    repeat(40, (index) => ['list', { page: index }, []]),
  ),
  healthy(
    'pages by cursor with a failing page between',
    repeat(30, (index) => [
      'list',
      { cursor: `c${index}` },
      index % 5 === 4 ? 'timeout' : page(index),
      index % 5 === 4,
    ]),
  ),
  healthy(
    'asks a reader for its next rows without arguments',
    repeat(25, (index) => ['next_rows', {}, page(index)]),
  ),
  healthy(
    'polls a job whose progress grows',
    repeat(29, (index) => ['status', { job: 7 }, { progress: index }]),
  ),
  longPoll(
    'polls a job for long',
    repeat(120, (index) => ['status', { job: 7 }, { progress: index }]),
  ),
  longPoll(
    'sleeps and polls in turn for long',
    repeat(120, (index) =>
      index % 2 === 0 ? ['sleep', { seconds: 5 }, 'ok'] : ['status', { job: 7 }, { progress: index }],
    ),
  ),
  longPoll('watches a switch that comes and goes', cycle(60, ['read_switch', {}, 'on'], ['read_switch', {}, 'off'])),
  healthy(
    'polls thrice with no change, then it is done',
    calls(
      ...times(3, (): CallPlan => ['status', {}, 'running']),
      ['status', {}, 'done'],
      ['fetch', { job: 7 }, 'the report'],
    ),
  ),
  healthy(
    'polls a status that stays for a while and moves on',
    repeat(24, (index) => ['status', {}, { stage: Math.floor(index / 3) }]),
  ),
  healthy(
    'tries one query after another, all of which find nothing',
    repeat(30, (index) => ['search', { query: `word ${index}` }, []]),
  ),
  healthy(
    'tries one query after another, all of which fail',
    repeat(30, (index) => ['search', { query: `word ${index}` }, 'no such index', true]),
  ),
  healthy(
    'tries one address after another, each twice',
    repeat(30, (index) => ['fetch', { url: `https://host/${Math.floor(index / 2)}` }, 'not found', true]),
  ),
  healthy(
    'fails with different tools for the same question',
    repeat(12, (index) => [`source_${index}`, { query: 'x' }, 'not available', true]),
  ),
  healthy(
    'guesses at arguments until they match the schema',
    repeat(12, (index) => ['book', { date: `2026-01-${index}` }, 'The arguments do not match the schema.', true]),
  ),
  healthy(
    'writes broken JSON in several ways, then gets it right',
    calls(...times(5, (index): CallPlan => ['save', `{"a":${index}`, 'The arguments are not valid JSON.', true]), [
      'save',
      { a: 1 },
      'ok',
    ]),
  ),
  healthy(
    'tries again three times until it works',
    calls(
      ...times(3, (): CallPlan => ['upload', { file: 'a' }, 'unavailable', true]),
      ['upload', { file: 'a' }, 'ok'],
      ['publish', {}, 'ok'],
    ),
  ),
  healthy(
    'waits longer before each new attempt',
    calls(
      ...times(6, (index): CallPlan =>
        index % 2 === 0 ? ['deploy', { to: 'test' }, 'locked', true] : ['sleep', { seconds: 2 ** index }, 'ok'],
      ),
      ['deploy', { to: 'test' }, 'ok'],
    ),
  ),
  healthy(
    'tries each of ten uploads three times',
    repeat(30, (index) => [
      'upload',
      { file: Math.floor(index / 3) },
      index % 3 === 2 ? 'ok' : 'unavailable',
      index % 3 !== 2,
    ]),
  ),
  healthy(
    'writes and reads a file whose content changes',
    repeat(40, (index) =>
      index % 2 === 0
        ? ['write', { path: 'a', text: `draft ${index}` }, 'ok']
        : ['read', { path: 'a' }, `draft ${index - 1}`],
    ),
  ),
  healthy(
    'edits one file with ever other patches',
    repeat(40, (index) => ['patch', { path: 'a', line: index, text: `x${index}` }, 'ok']),
  ),
  healthy(
    'edits and runs tests that fail in the same way',
    repeat(40, (index) =>
      index % 2 === 0 ? ['patch', { path: 'a', text: `attempt ${index}` }, 'ok'] : ['run_tests', {}, '1 failed', true],
    ),
  ),
  healthy(
    'runs tests with fewer failures each time, between reads',
    repeat(36, (index) =>
      index % 3 === 0
        ? ['read', { path: `f${index}` }, 'text']
        : index % 3 === 1
          ? ['patch', { path: 'a', text: `${index}` }, 'ok']
          : ['run_tests', {}, `${40 - index} failed`],
    ),
  ),
  healthy(
    'writes forty files, each answered alike',
    repeat(40, (index) => ['write', { path: `f${index}` }, 'ok']),
  ),
  healthy(
    'calls many tools side by side, other ones each time',
    batches(
      times(20, (index) => times(10, (position): CallPlan => ['read', { path: `${index}/${position}` }, 'same text'])),
    ),
  ),
  healthy(
    'repeats one call beside a new one',
    batches(
      times(20, (index) => [
        ['now', {}, 'Monday'],
        ['read', { path: `f${index}` }, 'text'],
      ]),
    ),
  ),
  healthy(
    'has one of a batch fail each time',
    batches(
      times(20, (index) => [
        ['read', { path: `a${index}` }, 'text'],
        ['read', { path: 'gone' }, 'not found', true],
      ]),
    ),
  ),
  healthy(
    'polls three jobs side by side',
    batches(times(25, (index) => times(3, (job): CallPlan => ['status', { job }, { progress: index * 3 + job }]))),
  ),
  healthy(
    'reads the same three files once more after its window was cut',
    cycle(6, ['read', { path: 'a' }, 'A'], ['read', { path: 'b' }, 'B'], ['read', { path: 'c' }, 'C']),
  ),
  healthy(
    'looks up the same thing now and then',
    repeat(40, (index) => (index % 4 === 0 ? ['rules', {}, 'the rules'] : ['check', { item: index }, 'fine'])),
  ),
  healthy(
    'asks two other agents in turn, other questions each time',
    repeat(40, (index) => [
      index % 2 === 0 ? 'ask_writer' : 'ask_critic',
      { text: `draft ${index}` },
      `answer ${index}`,
    ]),
  ),
  healthy(
    'leaves a circle just before it would be stopped',
    calls(
      ...times(3, (): CallPlan => ['search', { query: 'x' }, []]),
      ['search', { query: 'y' }, ['found']],
      ...times(3, (): CallPlan => ['search', { query: 'z' }, []]),
      ['open', { id: 1 }, 'text'],
    ),
  ),
  healthy(
    'plays moves that are all answered alike',
    repeat(40, (index) => ['move', { x: index % 8, y: Math.floor(index / 8) }, 'ok']),
  ),
  healthy(
    'counts up and reads the counter',
    repeat(28, (index) => (index % 2 === 0 ? ['increment', {}, index / 2] : ['count', {}, (index - 1) / 2])),
  ),

  stuck(
    'makes the same call with the same result',
    repeat(20, () => ['search', { query: 'x' }, []]),
  ),
  stuck(
    'makes the same call with keys in another order',
    repeat(20, (index) => [
      'search',
      index % 2 === 0 ? '{"a":1,"b":{"c":2,"d":3}}' : ' { "b": { "d": 3, "c": 2 }, "a": 1 } ',
      [],
    ]),
  ),
  stuck(
    'gets the same result with keys in another order',
    repeat(20, (index) => ['search', {}, index % 2 === 0 ? { a: 1, b: 2 } : { b: 2, a: 1 }]),
  ),
  stuck(
    'calls without arguments in two ways of writing',
    repeat(20, (index) => ['list', index % 2 === 0 ? '' : '{}', []]),
  ),
  stuck(
    'polls what does not change',
    repeat(20, () => ['status', { job: 7 }, 'running']),
  ),
  stuck(
    'fails with the same call again and again',
    repeat(20, () => ['open', { id: 9 }, 'no permission', true]),
  ),
  stuck(
    'fails with the same call, with another number of the request each time',
    repeat(20, (index) => ['open', { id: 9 }, `no permission (request ${index})`, true]),
  ),
  stuck(
    'sends the same broken JSON',
    repeat(20, () => ['save', '{"a":', 'The arguments are not valid JSON.', true]),
  ),
  stuck(
    'calls a tool that does not exist',
    repeat(20, () => ['serach', { query: 'x' }, 'There is no tool "serach".', true]),
  ),
  stuck(
    'goes back and forth between two calls',
    cycle(20, ['ask_writer', {}, 'ask the critic'], ['ask_critic', {}, 'ask the writer']),
  ),
  stuck('goes round between three calls', cycle(20, ['a', {}, 1], ['b', {}, 2], ['c', {}, 3])),
  stuck('goes round between four calls', cycle(20, ['a', {}, 1], ['b', {}, 2], ['c', {}, 3], ['d', {}, 4])),
  stuck(
    'writes one version and then the other again',
    cycle(24, ['write', { text: 'v1' }, 'ok'], ['read', {}, 'v1'], ['write', { text: 'v2' }, 'ok'], ['read', {}, 'v2']),
  ),
  stuck(
    'applies and reverts the same patch',
    cycle(20, ['patch', { text: 'x' }, 'ok'], ['revert', { text: 'x' }, 'ok']),
  ),
  stuck('fails and succeeds in the same circle', cycle(20, ['login', {}, 'ok'], ['open', {}, 'please log in', true])),
  stuck(
    'makes seven known calls over and over',
    cycle(30, ...times(7, (index): CallPlan => ['read', { path: `f${index}` }, 'text'])),
  ),
  stuck(
    'makes known calls in no order',
    repeat(40, (index) => ['read', { path: `f${(index * index) % 5}` }, 'text']),
  ),
  stuck(
    'makes the same batch in another order',
    batches(
      times(20, (index) =>
        index % 2 === 0
          ? [
              ['a', {}, 1],
              ['b', {}, 2],
            ]
          : [
              ['b', {}, 2],
              ['a', {}, 1],
            ],
      ),
    ),
  ),
  stuck(
    'divides known calls into other batches',
    batches(
      times(30, (index): readonly CallPlan[] =>
        index % 3 === 0
          ? [
              ['a', {}, 1],
              ['b', {}, 2],
            ]
          : index % 3 === 1
            ? [
                ['b', {}, 2],
                ['c', {}, 3],
              ]
            : [['a', {}, 1]],
      ),
    ),
  ),
  stuck('gets stuck after much good work', [
    ...repeat(40, (index) => ['read', { path: `f${index}` }, 'text']),
    ...repeat(12, () => ['finish', {}, 'not all read', true]),
  ]),
]
