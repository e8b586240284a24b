// Written by "npm run generate:doors" from src/config/modules/doors.ts.
import type { ModuleLoader } from '../config/modules/program-modules.ts'

/** The doors of the package as literal imports: a compiler finds them and makes them part of the program. */
export const doorModules: Readonly<Record<string, ModuleLoader>> = {
  aixgo: () => import('../index.ts'),
  'aixgo/adapters': () => import('../adapters/index.ts'),
  'aixgo/agents': () => import('../agents/index.ts'),
  'aixgo/config': () => import('../config/index.ts'),
  'aixgo/errors': () => import('../errors/index.ts'),
  'aixgo/models': () => import('../models/index.ts'),
  'aixgo/runs': () => import('../runs/index.ts'),
  'aixgo/runs/file': () => import('../runs/file/index.ts'),
  'aixgo/runs/memory': () => import('../runs/memory/index.ts'),
  'aixgo/runtime': () => import('../runtime/index.ts'),
  'aixgo/tapes': () => import('../tapes/index.ts'),
  'aixgo/testing': () => import('../testing/index.ts'),
}
