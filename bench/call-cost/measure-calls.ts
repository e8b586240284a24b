import { writeFileSync } from 'node:fs'
import { answerText } from './answer.ts'

/** What one process measures. */
export interface Task {
  readonly wire: 'chat' | 'messages'
  readonly mode: 'whole' | 'stream'
  /** Base URL of the server. */
  readonly address: string
  readonly warmUpMs: number
  readonly measureMs: number
  /** The file that gets the figures: what a module prints goes to the log of the executable. */
  readonly resultPath: string
}

/** Microseconds that one call took, by batches. */
export interface CallCost {
  /** CPU, all threads of the process. */
  readonly cpu: readonly number[]
  readonly time: readonly number[]
}

const batches = 10

/** The task of this process, from its environment. */
export function readTask(): Task {
  return JSON.parse(process.env['BENCH_TASK'] ?? '') as Task
}

/** Makes the calls one after the other, leaves the figures in the task's file, and ends the process. */
export async function measureCalls(call: () => Promise<string>, task: Task): Promise<never> {
  const checked = async (): Promise<void> => {
    const text = await call()
    if (text !== answerText) throw new Error(`The answer was "${text}".`)
  }
  const start = performance.now()
  let calls = 0
  for (; performance.now() - start < task.warmUpMs || calls < 20; calls += 1) await checked()
  const perBatch = Math.max(1, Math.round((calls / task.warmUpMs) * (task.measureMs / batches)))
  const cpu: number[] = []
  const time: number[] = []
  for (let batch = 0; batch < batches; batch += 1) {
    const cpuBefore = process.cpuUsage()
    const before = performance.now()
    for (let count = 0; count < perBatch; count += 1) await checked()
    time.push(((performance.now() - before) * 1000) / perBatch)
    const { user, system } = process.cpuUsage(cpuBefore)
    cpu.push((user + system) / perBatch)
  }
  writeFileSync(task.resultPath, JSON.stringify({ cpu, time } satisfies CallCost))
  process.exit(0)
}
