import type { AgentRegistration } from '../runtime/runtime-options.ts'
import { plainNames } from '../runtime/routing/wiring-names.ts'

/** Says of all names that are no agents that they are meant: a file has had its own notice of those that look misspelt. */
export function withChannels(registrations: readonly AgentRegistration[]): readonly AgentRegistration[] {
  const agents = new Set(registrations.map(({ agent }) => agent.name))
  const meant = (names: AgentRegistration['inputs']) =>
    plainNames(names).map((name) => (agents.has(name) ? name : { channel: name }))
  return registrations.map((each) => ({ ...each, inputs: meant(each.inputs), outputs: meant(each.outputs) }))
}
