import type { ModelAbilities } from '../../models/profiles/profile.ts'

/**
 * How a model is brought to give a structured output. `native`: the request carries the schema. `tool`: the model must
 * call a tool whose arguments are the output. `prompt`: the instructions hold the schema.
 */
export type OutputMode = 'native' | 'tool' | 'prompt'

/** How a model asks for tools: through its provider's interface, or by blocks in its text. */
export type ToolMode = 'native' | 'text'

/** What the choice depends on. */
export interface ModeChoice {
  readonly outputMode: 'auto' | OutputMode
  readonly toolMode: 'auto' | ToolMode
  readonly abilities: ModelAbilities
  readonly hasTools: boolean
}

/** Chooses by what the model can do, where the user left it open. */
export function chooseModes({ outputMode, toolMode, abilities, hasTools }: ModeChoice): {
  readonly outputMode: OutputMode
  readonly toolMode: ToolMode
} {
  if (abilities.fieldsOnly === true) return { outputMode: 'native', toolMode: 'native' }
  const tools = toolMode === 'auto' ? (abilities.tools ? 'native' : 'text') : toolMode
  if (outputMode !== 'auto') return { outputMode, toolMode: tools }
  // A request for JSON alone would forbid the blocks that text tools are made of.
  const native = abilities.schema === true ? !(hasTools && tools === 'text') : abilities.schema === 'alone' && !hasTools
  if (native) return { outputMode: 'native', toolMode: tools }
  return { outputMode: tools === 'native' && abilities.forcedTools ? 'tool' : 'prompt', toolMode: tools }
}
