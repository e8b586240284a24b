import { describe, expect, it } from 'vitest'
import { cliFlavours } from '../support/cli.ts'
import { startDeafTool } from '../support/deaf-tool.ts'

// In real time, as the clock of a process cannot be moved from outside.
describe.each(cliFlavours)('aixgo run with the $name', (flavour) => {
  it('abandons a tool that ignores the abort after its grace period, and says so', async () => {
    const running = await startDeafTool(flavour)
    running.kill('SIGTERM')
    const { code, stderr } = await running.result
    expect(stderr).toContain('hang_forever ignored its abort signal and was abandoned')
    expect(code).toBe(1)
  })
})
