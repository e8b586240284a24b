import type * as z from 'zod/mini'
import type { commonAgentKeys } from './agent-keys.ts'
import type { Configured } from './camel-case.ts'
import type { KeyTable, objectOf } from './key-entry.ts'

/** What every agent has: the common keys, checked, in camelCase. */
export type CommonConfig = Configured<z.output<ReturnType<typeof objectOf<typeof commonAgentKeys>>>>

/** What a role gets of its agent: the common keys and its own, checked, in camelCase. */
export type RoleConfig<Keys extends KeyTable> = Configured<
  z.output<ReturnType<typeof objectOf<typeof commonAgentKeys & Keys>>>
>
