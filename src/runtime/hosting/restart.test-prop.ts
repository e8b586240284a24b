import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tries } from '../../../test/support/effort.ts'
import type { Agent } from '../../agents/agent.ts'
import type { UserInput } from '../../messages/conversation.ts'
import { defineCustomAgent } from '../../agents/define-custom-agent.ts'
import { ModelError } from '../../errors/model-error.ts'
import type { AgentContext } from '../../runs/context.ts'
import { memoryStore } from '../../runs/memory/memory-store.ts'
import { fakeClock } from '../../testing/fake-clock.ts'
import { delay } from '../../util/abort.ts'
import { createRuntime } from '../create-runtime.ts'

/** What an agent does: a step that may happen only once, one that fails at first, a call, or two of these at once. */
type Work =
  | { readonly kind: 'once'; readonly delayMs: number }
  | { readonly kind: 'flaky'; readonly failures: number; readonly delayMs: number }
  | { readonly kind: 'call'; readonly to: number }
  | { readonly kind: 'both'; readonly left: Work; readonly right: Work }

const delayMs = fc.constantFrom(0, 5, 40)
const simple: fc.Arbitrary<Work> = fc.oneof(
  fc.record({ kind: fc.constant('once' as const), delayMs }),
  fc.record({ kind: fc.constant('flaky' as const), failures: fc.nat(2), delayMs }),
  fc.record({ kind: fc.constant('call' as const), to: fc.nat(3) }),
)
const work: fc.Arbitrary<Work> = fc.oneof(
  simple,
  fc.record({ kind: fc.constant('both' as const), left: simple, right: simple }),
)
const member = fc.record({
  script: fc.array(work, { minLength: 1, maxLength: 3 }),
  isHosted: fc.boolean(),
  concurrency: fc.integer({ min: 1, max: 3 }),
  maxAttempts: fc.integer({ min: 1, max: 3 }),
})

describe('any tree of members that fail and are attempted again', () => {
  it('comes to its end with every effect that may happen only once done once, in memory as in a store', async () => {
    await fc.assert(
      fc.asyncProperty(fc.tuple(member, member, member), fc.boolean(), async (members, isStored) => {
        const clock = fakeClock()
        const done = new Map<string, number>()
        const tried = new Map<string, number>()
        const agents: Agent<string, UserInput>[] = []
        const count = (counts: Map<string, number>, key: string): number => {
          const next = (counts.get(key) ?? 0) + 1
          counts.set(key, next)
          return next
        }
        const perform = async (each: Work, index: number, context: AgentContext): Promise<unknown> => {
          switch (each.kind) {
            case 'once':
              return context.step('once', async ({ idempotencyKey }) => {
                if (each.delayMs > 0) await delay(each.delayMs, { clock })
                return count(done, idempotencyKey)
              })
            case 'flaky':
              return context.step(
                'flaky',
                async ({ idempotencyKey }) => {
                  if (each.delayMs > 0) await delay(each.delayMs, { clock })
                  if (count(tried, idempotencyKey) <= each.failures) throw new ModelError('MODEL_UNAVAILABLE', 'down')
                },
                { effect: 'none' },
              )
            case 'call': {
              // Only later members are called, so that there is no circle.
              const callee = agents[index + 1 + each.to]
              return callee === undefined ? undefined : context.call(callee, 'x')
            }
            case 'both':
              // In branches, so that the keys of one do not depend on how fast the other is.
              return Promise.all([
                perform(each.left, index, context.branch('left')),
                perform(each.right, index, context.branch('right')),
              ])
          }
        }
        for (const [index, { script }] of members.entries())
          agents.push(
            defineCustomAgent({
              name: `m${index}`,
              execute: async (_text, context) => {
                for (const each of script) await perform(each, index, context)
                return 'done'
              },
            }),
          )
        const [first] = agents
        const registrations = members.flatMap(({ isHosted, maxAttempts, concurrency }, index) => {
          const agent = agents[index]
          if (agent === undefined || (index > 0 && !isHosted)) return []
          const restart = { maxAttempts: index === 0 ? 200 : maxAttempts, initialBackoffMs: 10, maxBackoffMs: 20 }
          return [{ agent, restart, concurrency }]
        })
        const runtime = await createRuntime({
          agents: registrations,
          clock,
          onEvent: () => {},
          ...(isStored ? { store: memoryStore({ clock }) } : {}),
        })
        await runtime.send(first?.name ?? '', 'x')
        await clock.advance(60_000)
        expect(runtime.deadLetters.list()).toEqual([])
        expect(runtime.stats().totals).toMatchObject({ handled: 1, inFlight: 0, queued: 0 })
        expect([...done.values()].every((times) => times === 1)).toBe(true)
        await runtime.close()
        expect(clock.pendingTimers).toBe(0)
      }),
      { numRuns: tries(100) },
    )
  })
})
