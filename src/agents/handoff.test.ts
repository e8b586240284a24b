import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { memoryLedger } from '../runs/memory/memory-ledger.ts'
import { createRuntime } from '../runtime/create-runtime.ts'
import { scriptedModel } from '../testing/scripted-model.ts'
import { defineTool } from '../tools/define-tool.ts'
import { agentTool } from './agent-tool.ts'
import { defineAgent } from './define-agent.ts'
import { defineCustomAgent } from './define-custom-agent.ts'
import { handoff } from './handoff.ts'

const transfer = { toolCalls: [{ toolCallId: 'call-1', toolName: 'transfer_to_billing', input: { reason: 'money' } }] }

function team(replies: Parameters<typeof scriptedModel>[0], answers: readonly string[] = ['You were charged once.']) {
  const desk = scriptedModel(replies)
  const clerk = scriptedModel([...answers])
  const billing = defineAgent({ name: 'billing', model: clerk, instructions: 'You know bills.', description: 'Bills.' })
  const triage = defineAgent({ name: 'triage', model: desk, instructions: 'You sort.', tools: [handoff(billing)] })
  return { desk, clerk, billing, triage }
}

describe('a hand-off', () => {
  it('moves the conversation to the other agent, whose answer is the run’s', async () => {
    const { triage, clerk } = team([{ text: 'One moment.', ...transfer }])
    const { output, messages, finishReason } = await triage.run('I was charged twice.')
    expect(output).toBe('You were charged once.')
    expect(finishReason).toBe('stop')
    const call = { toolCallId: 'call-1', toolName: 'transfer_to_billing' }
    expect(messages).toEqual([
      { role: 'user', content: 'I was charged twice.' },
      {
        role: 'assistant',
        content: [
          { type: 'text', text: 'One moment.' },
          { type: 'tool-call', ...call, input: { reason: 'money' } },
        ],
      },
      { role: 'tool', content: [{ type: 'tool-result', ...call, output: 'The conversation goes on with "billing".' }] },
      { role: 'assistant', content: 'You were charged once.' },
    ])
    const { prompt } = clerk.calls[0]?.options ?? { prompt: [] }
    expect(prompt.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'tool'])
    expect(prompt[0]).toEqual({ role: 'system', content: 'You know bills.' })
  })

  it('offers the model a tool that says whom it hands over to', async () => {
    const { triage, desk } = team(['I can answer that.'])
    expect((await triage.run('Hi')).output).toBe('I can answer that.')
    expect(desk.calls[0]?.options.tools).toMatchObject([
      { name: 'transfer_to_billing', description: expect.stringContaining('Bills.') as string },
    ])
  })

  it('is told the same by a run that goes on from any place of its record', async () => {
    const look = { toolCalls: [{ toolCallId: 'call-2', toolName: 'look', input: {} }] }
    const transferTo = (name: string) => ({
      toolCalls: [{ toolCallId: name, toolName: `transfer_to_${name}`, input: {} }],
    })
    const script = [look, transferTo('second'), look, transferTo('third'), look, { reasoning: 'Hm.', text: 'Done.' }]
    // The models answer by what was said so far, whoever asks them.
    const model = () =>
      scriptedModel(
        Array.from(
          script,
          () =>
            ({ prompt }) =>
              script[prompt.filter(({ role }) => role === 'assistant').length] ?? '',
        ),
      )
    const first = () => {
      const tool = defineTool({ name: 'look', description: 'd', input: z.object({}), effect: 'none', execute: () => 7 })
      const third = defineAgent({ name: 'third', model: model(), tools: [tool] })
      const second = defineAgent({ name: 'second', model: model(), tools: [tool, handoff(third)] })
      return defineAgent({ name: 'first', model: model(), tools: [tool, handoff(second)] })
    }
    const told = ({
      output,
      messages,
      finishReason,
      reasoning,
    }: Awaited<ReturnType<ReturnType<typeof first>['run']>>) => ({ output, messages, finishReason, reasoning }) as const
    const ledger = memoryLedger()
    const whole = told(await first().run('Go', { ledger }))
    expect(whole.messages).toHaveLength(12)
    for (let length = 1; length <= ledger.records.length; length++) {
      const rest = memoryLedger(ledger.records.slice(0, length))
      expect(told(await first().run('Go', { ledger: rest })), `after ${length} records`).toEqual(whole)
      expect(rest.records.at(-1)).toMatchObject({ type: 'finish', finishReason: 'stop' })
    }
  })

  it('goes on over several agents, and back', async () => {
    const { triage, billing } = team([transfer])
    const third = defineAgent({
      name: 'third',
      model: scriptedModel([{ toolCalls: [{ toolName: 'transfer_to_triage', input: {} }] }]),
      tools: [handoff(triage)],
    })
    const { output, messages } = await third.run('Hm')
    expect(output).toBe('You were charged once.')
    expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'tool', 'assistant', 'tool', 'assistant'])
    expect(billing.name).toBe('billing')
  })

  it('is for one agent only, and other tools are run before it', async () => {
    const seen: string[] = []
    const note = defineTool({
      name: 'note',
      description: 'd',
      input: z.object({}),
      execute: () => void seen.push('note'),
    })
    const other = defineAgent({ name: 'other', model: scriptedModel(['No.']) })
    const { billing } = team([])
    const model = scriptedModel([
      {
        toolCalls: [
          { toolName: 'transfer_to_billing', input: {} },
          { toolName: 'note', input: {} },
          { toolName: 'transfer_to_other', input: {} },
        ],
      },
    ])
    const triage = defineAgent({ name: 'triage', model, tools: [handoff(billing), note, handoff(other)] })
    const { output, messages } = await triage.run('go')
    expect([output, seen]).toEqual(['You were charged once.', ['note']])
    expect(messages[2]?.content).toMatchObject([
      { output: 'The conversation goes on with "billing".' },
      {},
      { output: 'Only one agent can take the conversation over.', isError: true },
    ])
  })

  it('does not happen where its arguments are wrong', async () => {
    const { triage, clerk } = team([
      { toolCalls: [{ toolName: 'transfer_to_billing', input: { reason: 5 } }] },
      'Then I answer.',
    ])
    expect((await triage.run('go')).output).toBe('Then I answer.')
    expect(clerk.calls).toEqual([])
  })

  it('goes to the agent that a runtime hosts, with the same messages', async () => {
    const { triage, billing } = team([transfer])
    const runtime = await createRuntime({ agents: [triage, billing] })
    const { output, messages } = await runtime.call('triage', 'I was charged twice.')
    expect(output).toBe('You were charged once.')
    expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'tool', 'assistant'])
    expect(runtime.stats().agents['billing']?.calls).toBe(1)
    await runtime.close()
  })

  it('keeps what agents of a runtime said that handed over to code', async () => {
    const transferTo = (name: string) => ({ toolCalls: [{ toolName: `transfer_to_${name}`, input: {} }] })
    const code = defineCustomAgent({ name: 'code', execute: () => 'done' })
    const second = defineAgent({
      name: 'second',
      model: scriptedModel([transferTo('code'), transferTo('code')]),
      tools: [handoff(code)],
    })
    const first = defineAgent({
      name: 'first',
      model: scriptedModel([transferTo('second'), transferTo('second')]),
      tools: [handoff(second)],
    })
    const runtime = await createRuntime({ agents: [first, second, code] })
    const hosted = await runtime.call('first', 'Go')
    await runtime.close()
    const roles = ['user', 'assistant', 'tool', 'assistant', 'tool', 'assistant']
    expect(hosted.messages.map(({ role }) => role)).toEqual(roles)
    expect((await first.run('Go')).messages.map(({ role }) => role)).toEqual(roles)
  })

  it('may go to code of your own', async () => {
    const clerk = defineCustomAgent({
      name: 'clerk',
      execute: (input) => (typeof input === 'object' && 'messages' in input ? input.messages.length : 0),
    })
    const model = scriptedModel([{ toolCalls: [{ toolName: 'transfer_to_clerk', input: {} }] }])
    const { output, messages } = await defineAgent({ name: 'a', model, tools: [handoff(clerk)] }).run('go')
    expect(output).toBe(3)
    expect(messages.at(-1)).toEqual({ role: 'assistant', content: '3' })
    expect(messages).toHaveLength(4)
  })

  it('streams the words of the agent that took over', async () => {
    const { triage } = team([transfer])
    const stream = triage.stream('I was charged twice.')
    expect((await Array.fromAsync(stream.text())).join('')).toBe('You were charged once.')
  })

  it('is the same when the run is taken up again', async () => {
    const ledger = memoryLedger()
    const first = await team([transfer]).triage.run('go', { ledger })
    for (let cut = 1; cut < ledger.records.length; cut++) {
      const { triage } = team([transfer])
      const again = await triage.run('go', { ledger: memoryLedger(ledger.records.slice(0, cut)) })
      expect([again.output, again.messages]).toEqual([first.output, first.messages])
    }
  })

  it('of an agent that is asked as a tool stays within that tool', async () => {
    const { triage } = team([transfer])
    const model = scriptedModel([
      { toolCalls: [{ toolName: 'triage', input: { input: 'Charged twice?' } }] },
      'They say once.',
    ])
    const { output, messages } = await defineAgent({ name: 'boss', model, tools: [agentTool(triage)] }).run('go')
    expect(output).toBe('They say once.')
    expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'tool', 'assistant'])
  })

  it('is refused to what cannot take a conversation over', () => {
    const typed = defineAgent({ name: 'typed', model: scriptedModel([]), input: z.object({ id: z.number() }) })
    expect(() => handoff(typed as never)).toThrow(/agent "typed" has an input schema.*agentTool\(agent\)/s)
    expect(() => handoff('billing' as never)).toThrow(/takes an agent, such as one from defineAgent, not "billing"/)
  })
})
