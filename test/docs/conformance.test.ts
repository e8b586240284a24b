import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { conformanceTable, hasConformanceTable, withConformanceTable } from '../../scripts/generate-conformance-docs.ts'
import { modelTestsFor } from '../../src/testing/describe-model.ts'
import { modelAbilities, type ModelAbility } from '../../src/testing/model-abilities.ts'
import { modelSubjects, type ModelSubject } from '../support/model-subjects.ts'

const abilities = Object.keys(modelAbilities) as ModelAbility[]
const subjects = Object.entries<ModelSubject>(modelSubjects)

describe('the table of what the providers answer for', () => {
  it('is as the suite runs: every row has tests for every provider, or a reason why not', () => {
    const untrue = subjects.flatMap(([name, { without }]) => {
      const tests = modelTestsFor({ without })
      return abilities
        .filter((ability) => tests.some(({ needs }) => needs.includes(ability)) === ability in without)
        .map((ability) => `${name}: ${ability}`)
    })
    expect(untrue).toEqual([])
  })

  it('gives each reason in words', () => {
    const reasons = subjects.flatMap(([, { without }]) => Object.values(without))
    expect(reasons.filter((reason) => !/\w+ \w+/.test(reason))).toEqual([])
  })

  it('shows all of them', () => {
    const table = conformanceTable()
    for (const meaning of Object.values(modelAbilities)) expect(table).toContain(`| ${meaning} |`)
    for (const [name] of subjects) expect(table).toContain(` ${name} |`)
  })

  it('stands in docs/models.md as it is (npm run generate:docs)', () => {
    const page = readFileSync(new URL('../../docs/models.md', import.meta.url), 'utf8')
    if (hasConformanceTable(page)) expect(page).toBe(withConformanceTable(page))
    else expect(withConformanceTable(page)).toContain(conformanceTable())
  })
})
