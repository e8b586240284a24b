// One subject of the cost of a call, on Node: `node on-node.ts <subject> [folder of the build]`, the task in BENCH_TASK.
import { measureCalls, readTask } from './measure-calls.ts'
import { aiCall, aixgoCall, fetchCall, loadAixgo, packageCall } from './subjects.ts'

const [subject, folder = ''] = process.argv.slice(2)
const task = readTask()
const call =
  subject === 'aixgo'
    ? aixgoCall(await loadAixgo(folder), task)
    : subject === 'ai'
      ? await aiCall(task)
      : subject === 'package'
        ? await packageCall(task)
        : fetchCall(task)
await measureCalls(call, task)
