import type { JsonValue } from '../../util/json/json.ts'
import type { ConfiguredAgent, RoleTraits } from '../configured.ts'

/** What a role is tested with. */
export interface RoleSubject extends ConfiguredAgent {
  /** What the role says of itself. */
  readonly traits: RoleTraits
  /** What the agent is sent. */
  readonly input: JsonValue
}

/** One test of the suite. */
export interface RoleTest {
  readonly name: string
  /** Whether it says something of this role; every role unless given. */
  readonly applies?: ((subject: RoleSubject) => boolean) | undefined
  readonly run: (subject: RoleSubject) => Promise<void>
}
