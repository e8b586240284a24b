// Written by "npm run generate:doors" from src/config/modules/doors.ts.
import type { ModuleLoader } from '../config/modules/program-modules.ts'

/** The doors of the package as literal imports: a compiler finds them and makes them part of the program. */
export const doorModules: Readonly<Record<string, ModuleLoader>> = {
  aixgo: () => import('../index.ts'),
  'aixgo/config': () => import('../config/index.ts'),
  'aixgo/models': () => import('../models/index.ts'),
  'aixgo/testing': () => import('../testing/index.ts'),
}
