// What a program of a user does: a tool, a structured output, a runtime, and a store, over several doors of the package.
import { AixgoError, createRuntime, defineAgent, defineCustomAgent, defineTool, producerAgent } from 'aixgo'
import { createAgent } from 'aixgo/agents'
import { errorCodes } from 'aixgo/errors'
import { defaultModelResolver, offlineModel } from 'aixgo/models'
import { forkRun } from 'aixgo/runs'
import { memoryStore } from 'aixgo/runs/memory'
import { createMessage } from 'aixgo/runtime'
import { formatTape, parseTape, recordTape, replayTape } from 'aixgo/tapes'
import * as z from 'zod'

let calls = 0

const weather = defineTool({
  name: 'weather',
  description: 'The weather of a city',
  input: z.object({ city: z.string() }),
  effect: 'none',
  // Longer than what a digest of it is, so that the guard against loops has to hash.
  execute: ({ city }) => {
    calls += 1
    return { city, celsius: 21, note: `It is warm in ${city}. `.repeat(10) }
  },
})

const output = z.object({ city: z.string(), celsius: z.number() })

/** Asks agents, and gives what must be the same wherever the program runs. */
export async function ask(city) {
  // Calls the tool; of the offline model's own answer only the form is known.
  const replies = [{ match: /^How warm is/, toolCall: { name: 'weather', input: { city } } }]
  const teller = defineAgent({ name: 'teller', model: offlineModel({ replies }), tools: [weather], output })
  const guess = defineAgent({ name: 'guess', model: offlineModel(), tools: [weather], output })
  const outer = defineCustomAgent({ name: 'outer', execute: (text, { call }) => call(guess, text) })
  const ticks = producerAgent({ name: 'ticks', intervalMs: 1, limit: 2 })
  const runtime = await createRuntime({ agents: [teller, guess, outer, ticks], store: memoryStore() })
  try {
    const told = await runtime.call('teller', `How warm is ${city}?`)
    const guessed = await runtime.call('outer', `How warm is ${city}?`)
    const recorded = await recordTape(guess, 'How warm?')
    const replayed = await replayTape(guess, parseTape(formatTape(recorded.tape)), 'How warm?')
    return {
      told: Object.keys(told.output).join(),
      toolWasCalled: calls > 0,
      guessed: typeof guessed.output.celsius,
      replayed: JSON.stringify(replayed.output) === JSON.stringify(recorded.output),
      message: createMessage('hi', { id: 'm', createdAt: 0 }).parts.length,
      refused: await refusal(),
      doors: [createAgent, forkRun, defaultModelResolver, errorCodes].every((value) => value !== undefined),
    }
  } finally {
    await runtime.close()
  }
}

/** The code of the error of a model that has no key. */
async function refusal() {
  const agent = defineAgent({ name: 'keyless', model: 'openai:gpt-4o-mini' })
  try {
    await agent.run('Hello')
    return 'answered'
  } catch (error) {
    return AixgoError.isInstance(error) ? error.code : String(error)
  }
}
