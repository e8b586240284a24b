import { runProcess } from './index.ts'

await runProcess()
