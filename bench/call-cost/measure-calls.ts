import { answerText } from './answer.ts'

/** What one process measures. */
export interface Task {
  readonly wire: 'chat' | 'messages'
  readonly mode: 'whole' | 'stream'
  readonly address: string
  readonly warmUpMs: number
  readonly measureMs: number
}

/** The task in the environment of this process. */
export function readTask(): Task {
  return JSON.parse(process.env['BENCH_TASK'] ?? '') as Task
}

const batches = 10

/** Calls one after the other; prints the microseconds of CPU, all threads, and of time that one call took, by batches. */
export async function measureCalls(call: () => Promise<string>, { warmUpMs, measureMs }: Task): Promise<void> {
  const checked = async (): Promise<void> => {
    const text = await call()
    if (text !== answerText) throw new Error(`The answer was "${text}".`)
  }
  const start = performance.now()
  let calls = 0
  for (; performance.now() - start < warmUpMs || calls < 20; calls += 1) await checked()
  const perBatch = Math.max(1, Math.round((calls / warmUpMs) * (measureMs / batches)))
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
  process.stdout.write(`\n${JSON.stringify({ cpu, time })}\n`)
  process.exit(0)
}
