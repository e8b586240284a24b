// What a call of a model costs in CPU, over loopback, against a server in another process: ours on Node and in the
// executable, the provider's package alone, `ai`, and `fetch` alone; Chat Completions and Anthropic's Messages, whole and
// streamed. Each sample in a process of its own, all by turns. Prints a table, or JSON with --json.
// Needs `npm run build:binary` and the peers (`npm ci` in bench/). A second build beside it: --build before=/path --build now=.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readOptions } from '../call-cost/builds.ts'
import type { CallCost, Task } from '../call-cost/measure-calls.ts'
import { printFigures } from '../call-cost/print-figures.ts'
import { startServer } from '../call-cost/start-server.ts'
import { measuredEnvironment } from '../run-program.ts'

const options = readOptions(5)
const path = (file: string): string => fileURLToPath(new URL(`../call-cost/${file}`, import.meta.url))
const onNode = (...more: readonly string[]): readonly string[] => [process.execPath, path('on-node.ts'), ...more]
const subjects: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(options.builds.map(({ name, folder }) => [`${name}, Node`, onNode('aixgo', folder)])),
  ...Object.fromEntries(
    options.builds.map(({ name, folder }) => [
      `${name}, executable`,
      [join(folder, 'build/aixgo'), 'run', path('in-executable.yaml')],
    ]),
  ),
  'package alone, Node': onNode('package'),
  'ai, Node': onNode('ai'),
  'fetch alone, Node': onNode('fetch'),
}

const server = await startServer()
const resultPath = join(mkdtempSync(join(tmpdir(), 'aixgo-bench-')), 'result.json')
const cpu = new Map<string, number[]>()
const time = new Map<string, number[]>()
for (let round = 0; round < options.rounds; round += 1) {
  for (const wire of ['chat', 'messages'] as const) {
    for (const mode of ['whole', 'stream'] as const) {
      for (const [name, command] of Object.entries(subjects)) {
        const row = `${wire}, ${mode}: ${name}`
        if (!new RegExp(options.only).test(row)) continue
        const cost = await sample(command, {
          wire,
          mode,
          address: server.address,
          // Compiling the code to its end takes the engines seconds, on threads whose CPU is counted too.
          warmUpMs: 4000,
          measureMs: 1000,
          resultPath,
        })
        cpu.set(row, [...(cpu.get(row) ?? []), ...cost.cpu])
        time.set(row, [...(time.get(row) ?? []), ...cost.time])
      }
    }
  }
}
server.stop()
printFigures(cpu, { json: options.json, unit: 'CPU of a call, microseconds' })
printFigures(time, { json: options.json, unit: 'time of a call, microseconds' })

async function sample([command = '', ...programArguments]: readonly string[], task: Task): Promise<CallCost> {
  const child = spawn(command, programArguments, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: measuredEnvironment({ BENCH_TASK: JSON.stringify(task) }),
  })
  let complaints = ''
  child.stderr.on('data', (data) => (complaints += String(data)))
  const exit = await new Promise((resolve) => child.once('close', (code, signal) => resolve(signal ?? code)))
  if (exit !== 0) throw new Error(`${command} ended with ${String(exit)}: ${complaints.trim().slice(-1000)}`)
  return JSON.parse(readFileSync(task.resultPath, 'utf8')) as CallCost
}
