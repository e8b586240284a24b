// Prints, as JSON, how long one agent run takes: `node agent-cost.ts <subject> <workload> <warm-up ms> <measured ms>`.
import { answer, Script, type CreateSubject, type Subject, type Workload } from '../subjects/subject.ts'

const batchCount = 20
const [subjectName, workload, warmUpMs, measureMs] = process.argv.slice(2) as [string, Workload, string, string]
const { create } = (await import(`../subjects/${subjectName}.ts`)) as { readonly create: CreateSubject }
const script = new Script(workload)
const subject = create(workload, script)

let runs = 0
const warmUpStart = performance.now()
while (performance.now() - warmUpStart < Number(warmUpMs) || runs < 20) await runChecked(subject)

// The size of a batch comes from the pace at the end of the warm-up, when the code is compiled.
const paceStart = performance.now()
let paceRuns = 0
while (performance.now() - paceStart < Number(measureMs) / batchCount) {
  await runChecked(subject)
  paceRuns += 1
}

const runMicroseconds: number[] = []
const cpuMicroseconds: number[] = []
for (let batch = 0; batch < batchCount; batch += 1) {
  const cpu = process.cpuUsage()
  const start = performance.now()
  for (let index = 0; index < paceRuns; index += 1) await runChecked(subject)
  runMicroseconds.push(((performance.now() - start) * 1000) / paceRuns)
  const { user, system } = process.cpuUsage(cpu)
  cpuMicroseconds.push((user + system) / paceRuns)
}

const expected = workload === 'with-tool' ? { modelCalls: runs * 2, toolRuns: runs } : { modelCalls: runs, toolRuns: 0 }
if (script.modelCalls !== expected.modelCalls || script.toolRuns !== expected.toolRuns) {
  throw new Error(
    `${runs} runs made ${script.modelCalls} model calls and ${script.toolRuns} tool runs: not the work that is measured.`,
  )
}
process.stdout.write(`${JSON.stringify({ run: runMicroseconds, cpu: cpuMicroseconds })}\n`)
process.exit(0)

async function runChecked(agent: Subject): Promise<void> {
  runs += 1
  const text = await agent.run()
  if (text !== answer) throw new Error(`The agent answered "${text}", not "${answer}".`)
}
