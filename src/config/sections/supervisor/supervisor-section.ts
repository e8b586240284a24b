import { configuredBudget } from '../../../agents/configured-budget.ts'
import { checkCheaperModel } from '../../../agents/configured/check-model-name.ts'
import { checkBudget } from '../../../keys/check-budget.ts'
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
