// Prints, as JSON, the memory of a run that waits for its model: `node --expose-gc waiting-runs.ts <subject> <runs>`.
import { setImmediate, setTimeout } from 'node:timers/promises'
import { answer, Script, type CreateSubject } from '../subjects/subject.ts'

const giveUpAfterMs = 120_000
const [subjectName, count] = process.argv.slice(2) as [string, string]
const { create } = (await import(`../subjects/${subjectName}.ts`)) as { readonly create: CreateSubject }
const script = new Script('one-call')
const subject = create('one-call', script)

// What is loaded or made once must not count as memory of a run.
for (let index = 0; index < 20; index += 1) await subject.run()

const runs = Number(count)
let release = () => {}
script.gate = new Promise((resolve) => (release = resolve))
script.modelCalls = 0
const before = await memoryAtRest()
const answers = Array.from({ length: runs }, () => subject.run())
await allWaiting()
const waiting = await memoryAtRest()

release()
const wrong = (await Promise.all(answers)).filter((text) => text !== answer).length
if (wrong > 0) throw new Error(`${wrong} of ${runs} runs gave another answer than the model.`)
const { modelCalls } = script
if (modelCalls !== runs) throw new Error(`${runs} runs made ${modelCalls} model calls: not the work that is measured.`)
const heap = (waiting.heapUsed - before.heapUsed) / runs / 1024
const resident = (waiting.rss - before.rss) / runs / 1024
process.stdout.write(`${JSON.stringify({ heap: [heap], resident: [resident], total: [waiting.rss / 1e6] })}\n`)
process.exit(0)

async function allWaiting(): Promise<void> {
  const start = performance.now()
  while (script.modelCalls < runs) {
    if (performance.now() - start > giveUpAfterMs)
      throw new Error(`Only ${script.modelCalls} of ${runs} runs reached their model.`)
    await setImmediate()
  }
}

async function memoryAtRest(): Promise<NodeJS.MemoryUsage> {
  if (globalThis.gc === undefined) throw new Error('Start this program with --expose-gc.')
  // A second look after a pause: finalizers and timers free more.
  for (let round = 0; round < 3; round += 1) {
    globalThis.gc()
    await setTimeout(50)
  }
  globalThis.gc()
  return process.memoryUsage()
}
