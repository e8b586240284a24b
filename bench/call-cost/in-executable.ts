// Runs inside the executable, as the source of a producer: measures calls and ends the process.
import * as aixgo from 'aixgo'
import * as models from 'aixgo/models'
import { measureCalls, readTask } from './measure-calls.ts'
import { aixgoCall } from './subjects.ts'

const task = readTask()
await measureCalls(aixgoCall({ ...aixgo, ...models }, task), task)

/** Never gets this far. */
export function* messages(): Generator<string> {
  yield ''
}
