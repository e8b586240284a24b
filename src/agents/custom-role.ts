import { optionalKey } from '../keys/key-entry.ts'
import type { RoleConfig } from '../keys/role-config.ts'
import { filledText } from '../keys/value-kinds.ts'
import type { JsonObject } from '../util/json/json.ts'
import { describeModelAgent } from './configured/describe-model-agent.ts'
import { producerKeys } from './producer/producer-keys.ts'
import { checkReact } from './react/check-react.ts'
import { reactKeys } from './react/react-keys.ts'
import type { KeyedRole, Role } from './role.ts'
import type { roles } from './roles.ts'

const modelKey = optionalKey(filledText, reactKeys.model.description)

// Spelt by the names of roles, so that declarations do not repeat each key.
type CustomRoleKeys = Omit<(typeof roles)['react']['keys'], 'model'> &
  Pick<(typeof roles)['producer']['keys'], 'interval'> & { readonly model: typeof modelKey }

/** The keys that are checked on agents of a registered role without a table of keys; all others are handed to it as `extra`. */
export const customRoleKeys: CustomRoleKeys = { ...reactKeys, model: modelKey, interval: producerKeys.interval }

/** What a registered role without a table of keys gets: the checked keys, and those that are its own, as written. */
export type CustomRoleConfig = RoleConfig<CustomRoleKeys> & {
  /** The role as the file names it. */
  readonly customRole: string
  /** The keys that are the role's own, as written, with variables filled in. */
  readonly extra: JsonObject
}

/** A role that a program registers: one with a table of keys, or one that takes any. */
export type RegisteredRole =
  | (Role<never> & { readonly keys: KeyedRole['keys'] })
  | (Role<CustomRoleConfig> & { readonly keys?: undefined })

/** What a registered role without a table of keys says of itself, unless it says otherwise. */
export const openRole: Omit<Role<CustomRoleConfig>, 'create'> = {
  check: checkReact,
  describe: ({ model, tools, providerTools }) => describeModelAgent(model, tools.length + providerTools.length),
  schemas: ({ inputSchema, outputSchema }) => ({ input: inputSchema, output: outputSchema }),
}
