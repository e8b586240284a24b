// From the start of a process to the first answer of a model behind a server on this machine: ours on Node and in the
// executable, a script with one `fetch`, and empty programs. All by turns. With --cold the executable is dropped from the
// page cache of the system before each start (Linux; `dd` of coreutils). Prints a table, or JSON with --json.
// Needs `npm run build:binary`. A second build beside it: --build before=/path --build now=.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { answerText } from '../call-cost/answer.ts'
import { readOptions } from '../call-cost/builds.ts'
import { printFigures } from '../call-cost/print-figures.ts'
import { startServer } from '../call-cost/start-server.ts'
import { places } from '../places.ts'
import { timeStart, type AnsweringProgram } from '../start-program.ts'

const options = readOptions(20)
const server = await startServer()
const folder = mkdtempSync(join(tmpdir(), 'aixgo-bench-'))
const environment = { OPENAI_API_KEY: 'bench', OPENAI_BASE_URL: server.address }

function script(name: string, text: string): AnsweringProgram {
  const path = join(folder, `${name}.mjs`)
  writeFileSync(path, text)
  return { command: process.execPath, arguments: [path], answer: answerText, environment }
}

const system = fileURLToPath(new URL('../systems/first-answer.yaml', import.meta.url))
const onNode = options.builds.map((build): Subject => [
  `${build.name}, Node`,
  script(
    build.name,
    `import { defineAgent } from '${pathToFileURL(join(build.folder, 'dist/index.js')).href}'\n` +
      `console.log((await defineAgent({ name: 'a', model: 'openai:bench' }).run('Hi')).output)\n`,
  ),
])
const executables = options.builds.map((build): Subject => [
  `${build.name}, executable`,
  {
    command: join(build.folder, 'build/aixgo'),
    arguments: ['run', system, '--input', 'Hi'],
    answer: answerText,
    environment,
  },
])
const bare =
  `const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"messages":[]}' }\n` +
  `const response = await fetch('${server.address}/chat/completions', init)\n` +
  `console.log((await response.json()).choices[0].message.content)\n`
type Subject = readonly [name: string, program: AnsweringProgram]

const all: readonly Subject[] = [
  ['empty, Node', script('empty', `console.log('${answerText}')\n`)],
  ['one fetch, Node', script('bare', bare)],
  ...onNode,
  ...(existsSync(places.emptyExecutable) ? [emptyExecutable()] : []),
  ...executables,
]
const subjects = all.filter(
  ([name]) => new RegExp(options.only).test(name) && (!options.cold || name.endsWith('executable')),
)

const answers = new Map<string, number[]>()
for (let round = -1; round < options.rounds; round += 1) {
  for (const [name, program] of subjects) {
    if (options.cold) spawnSync('dd', [`if=${program.command}`, 'iflag=nocache', 'count=0'])
    const { answer = [] } = await timeStart(program)
    // The first start reads the files.
    if (round >= 0) answers.set(name, [...(answers.get(name) ?? []), ...answer])
  }
}
server.stop()
printFigures(answers, { json: options.json, unit: 'start to first answer, milliseconds' })

/** As the bench compiles it: `npm run bench -- --only cold-start-executable` leaves it behind. */
function emptyExecutable(): Subject {
  return ['empty, executable', { command: places.emptyExecutable, arguments: [], answer: 'It is 21 degrees in Bern.' }]
}
