import { addProgramModules } from '../config/modules/program-modules.ts'
import { runProcess } from './index.ts'

// Literal imports, so that a compiler finds what the specifiers mean and makes it part of the program.
const ownModules = {
  aixgo: () => import('../index.ts'),
  'aixgo/config': () => import('../config/index.ts'),
  'aixgo/models': () => import('../models/index.ts'),
  'aixgo/testing': () => import('../testing/index.ts'),
  zod: () => import('zod'),
  'zod/mini': () => import('zod/mini'),
}

/** Starts the command line as an executable of its own. */
export async function startExecutable(): Promise<void> {
  addProgramModules(ownModules)
  await runProcess()
}
