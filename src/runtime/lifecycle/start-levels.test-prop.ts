import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { startLevels } from './start-levels.ts'
import { resolveWiring } from '../routing/wiring.ts'

const size = 12
const name = (index: number): string => `agent-${String(index).padStart(2, '0')}`

/** Agents that depend only on agents before them, in a shuffled order, with any wiring at all. */
const teams = fc
  .array(
    fc.record({
      dependsOn: fc.array(fc.nat(size), { maxLength: 4 }),
      outputs: fc.array(fc.nat(size - 1), { maxLength: 3 }),
    }),
    { minLength: 1, maxLength: size },
  )
  .map((drawn) =>
    drawn.map(({ dependsOn, outputs }, index) => ({
      name: name(index),
      dependsOn: index === 0 ? [] : dependsOn.map((before) => name(before % index)),
      inputs: [],
      outputs: outputs.map((target) => name(target % drawn.length)),
    })),
  )
  .chain((agents) => fc.shuffledSubarray(agents, { minLength: agents.length }))

const levelsByName = (levels: readonly (readonly string[])[]): Map<string, number> =>
  new Map(levels.flatMap((names, level) => names.map((each) => [each, level] as const)))

describe('startLevels', () => {
  it('starts every agent once, after all it depends on, whatever the wiring', () => {
    fc.assert(
      fc.property(teams, (agents) => {
        const levels = startLevels(agents, resolveWiring(agents).targets)
        const level = levelsByName(levels)
        expect(levels.flat().toSorted()).toEqual(agents.map((agent) => agent.name).toSorted())
        for (const agent of agents) {
          for (const dependency of agent.dependsOn)
            expect(level.get(dependency)).toBeLessThan(level.get(agent.name) ?? -1)
        }
      }),
    )
  })

  it('starts every agent as early as its dependencies allow, and each level sorted by name', () => {
    fc.assert(
      fc.property(teams, (agents) => {
        const levels = startLevels(agents)
        const level = levelsByName(levels)
        for (const names of levels) expect(names).toEqual(names.toSorted())
        for (const agent of agents) {
          const earliest = Math.max(-1, ...agent.dependsOn.map((dependency) => level.get(dependency) ?? 0)) + 1
          expect(level.get(agent.name)).toBe(earliest)
        }
      }),
    )
  })

  it('starts readers first wherever nothing leads back', () => {
    fc.assert(
      fc.property(teams, (agents) => {
        const { targets, loops } = resolveWiring(agents)
        const independent = agents.map((agent) => ({ ...agent, dependsOn: [] }))
        const level = levelsByName(startLevels(independent, targets))
        for (const [from, { readers }] of targets) {
          const outside = readers.filter((reader) => loops.get(from)?.has(reader) !== true)
          for (const reader of outside) expect(level.get(reader)).toBeLessThan(level.get(from) ?? -1)
        }
      }),
    )
  })

  it('gives the same order whatever order the agents are listed in', () => {
    fc.assert(
      fc.property(teams, (agents) => {
        const sorted = agents.toSorted((a, b) => a.name.localeCompare(b.name))
        const levels = startLevels(agents, resolveWiring(agents).targets)
        expect(startLevels(sorted, resolveWiring(sorted).targets)).toEqual(levels)
      }),
    )
  })
})
