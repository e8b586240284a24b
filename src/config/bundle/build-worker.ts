import { serializeError } from '../../errors/serialize-error.ts'
import { bunRuntime } from '../modules/bun-runtime.ts'
import type { BuildOutcome } from './build-with-installed-bun.ts'
import { compileProgram, type CompileJob } from './compile-program.ts'

// Runs on Bun, started by a Node.js process that cannot compile itself. The outcome is the last line of its output.
const bun = bunRuntime()
if (bun === undefined) throw new Error('This file is run by Bun.')
const job = JSON.parse(process.argv[2] ?? '') as CompileJob
const outcome: BuildOutcome = await compileProgram(bun, job).then(
  (modules) => ({ modules }),
  (error: unknown) => ({ error: serializeError(error) }),
)
process.stdout.write(`${JSON.stringify(outcome)}\n`)
