// Builds a small program with the packed package wherever users build theirs, runs it, and compares its answers.
import { isDeepStrictEqual } from 'node:util'
import { builds, type Build } from './builds.ts'
import { prepare } from './prepare.ts'

const answer = {
  told: 'city,celsius',
  toolWasCalled: true,
  guessed: 'number',
  replayed: true,
  message: 1,
  refused: 'MODEL_KEY_MISSING',
  doors: true,
}
const refusals = { files: Array.from({ length: 4 }, () => 'PLATFORM_UNSUPPORTED') }

const startedAt = performance.now()
const chosen = process.argv.slice(2).join(' ').toLowerCase()
await prepare()
process.stdout.write(`\n| builder | runs on | result | seconds |\n| --- | --- | --- | --: |\n`)
const failures: string[] = []
for (const build of builds) {
  const name = `${build.builder} | ${build.engine}`
  if (!name.toLowerCase().includes(chosen)) continue
  const before = performance.now()
  const result = await resultOf(build)
  if (result.failure !== undefined) failures.push(`${name}: ${result.failure}`)
  process.stdout.write(`| ${name} | ${result.word} | ${((performance.now() - before) / 1000).toFixed(1)} |\n`)
}
process.stdout.write(`\n${failures.length} failed, in ${((performance.now() - startedAt) / 1000).toFixed(0)} s.\n`)
for (const failure of failures) process.stderr.write(`\n${failure}\n`)
if (failures.length > 0) process.exitCode = 1

async function resultOf(build: Build): Promise<{ readonly word: string; readonly failure?: string }> {
  try {
    const printed = await build.run()
    // The engines of other machines are not installed; those that CI runs on must be.
    if (printed === undefined) {
      return process.env['CI'] === undefined ? { word: 'not here' } : { word: 'MISSING', failure: 'is not installed' }
    }
    const expected = { answer, 'answer and refusals': { ...answer, ...refusals }, nothing: undefined }[build.expects]
    if (expected === undefined || isDeepStrictEqual(JSON.parse(printed), expected)) return { word: 'passed' }
    return { word: 'DIFFERS', failure: printed }
  } catch (error) {
    return { word: 'FAILED', failure: error instanceof Error ? error.message : String(error) }
  }
}
