import { describe, expectTypeOf, it } from 'vitest'
import type { RoleName } from '../agents/roles.ts'
import type { JsonObject } from '../util/json/json.ts'
import type { AgentConfig, AgentConfigOf, AixgoConfig, CustomAgentConfig } from './schema/config-table.ts'

type ReactConfig = AgentConfigOf<'react'>

describe('the types of configurations', () => {
  it('are in camelCase, with durations in milliseconds', () => {
    expectTypeOf<ReactConfig['maxTokens']>().toEqualTypeOf<number | undefined>()
    expectTypeOf<ReactConfig['timeoutMs']>().toEqualTypeOf<number | undefined>()
    expectTypeOf<ReactConfig['dependsOn']>().toEqualTypeOf<readonly string[]>()
    expectTypeOf<NonNullable<AixgoConfig['config']>['agentStartTimeoutMs']>().toEqualTypeOf<number | undefined>()
    expectTypeOf<Extract<keyof ReactConfig, `${string}_${string}`>>().toBeNever()
  })

  it('leave data of the user as it is', () => {
    expectTypeOf<ReactConfig['outputSchema']>().toEqualTypeOf<JsonObject | undefined>()
    expectTypeOf<ReactConfig['tools'][number]['inputSchema']>().toEqualTypeOf<JsonObject | undefined>()
    expectTypeOf<CustomAgentConfig['extra']>().toEqualTypeOf<JsonObject>()
  })

  it('know required keys and words', () => {
    expectTypeOf<ReactConfig['model']>().toEqualTypeOf<string>()
    expectTypeOf<CustomAgentConfig['model']>().toEqualTypeOf<string | undefined>()
    expectTypeOf<AgentConfigOf<'logger'>['format']>().toEqualTypeOf<'text' | 'json' | undefined>()
    expectTypeOf<NonNullable<ReactConfig['mailbox']>['overflow']>().toEqualTypeOf<
      'block' | 'drop-oldest' | 'drop-newest' | 'error' | undefined
    >()
  })

  it('are told apart by the role', () => {
    const check = (agent: AgentConfig): void => {
      if (agent.role === 'custom') expectTypeOf(agent).toEqualTypeOf<CustomAgentConfig>()
      else if (agent.role === 'react') expectTypeOf(agent).toEqualTypeOf<ReactConfig>()
      else expectTypeOf(agent).toEqualTypeOf<AgentConfigOf<Exclude<RoleName, 'react'>>>()
    }
    expectTypeOf(check).parameter(0).toEqualTypeOf<AgentConfig>()
  })

  it('have no key that this version does not support', () => {
    expectTypeOf<keyof NonNullable<AixgoConfig['supervisor']>>().toEqualTypeOf<
      'name' | 'model' | 'maxRounds' | 'budget'
    >()
  })
})
