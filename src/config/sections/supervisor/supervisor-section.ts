import { configuredBudget } from '../../../agents/configured-budget.ts'
import { checkBudget } from '../../check/check-budget.ts'
import { checkCheaperModel } from '../../check/check-model-name.ts'
import type { Section } from '../section.ts'
import { supervisorKey } from './supervisor-keys.ts'

/** The section `supervisor`: limits for the whole team. */
export const supervisorSection: Section<typeof supervisorKey> = {
  key: supervisorKey,
  check({ path, values }, _file, context) {
    checkBudget(values, path, context)
    checkCheaperModel(values, path, context)
  },
  build({ maxRounds, budget }, { settings }) {
    if (budget !== undefined) settings.budgets.account('total', '', configuredBudget(budget))
    return { settings: { maxRounds } }
  },
}
