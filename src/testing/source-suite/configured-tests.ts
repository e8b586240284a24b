import { messageValue } from '../../messages/message.ts'
import type { JsonValue } from '../../util/json/json.ts'
import { expectEqual, expectThat } from '../expectations.ts'
import { configModule, subjectName, withSystem, type ConfiguredAgent } from '../configured.ts'
import type { SourceTest, SourceUnderTest } from './source-test.ts'

/** What a source does where a file names it. */
export const configuredTests: readonly SourceTest[] = [
  {
    name: 'gives the same items where a file names it',
    run: async (subject) => {
      const agent = agentOf(subject)
      if (agent === undefined) return
      await withSystem(agent, { offline: true }, async ({ system }) => {
        const messages = system.runtime.recv(subjectName)
        await system.start()
        const items: JsonValue[] = []
        for await (const message of messages) {
          items.push(messageValue(message))
          if (items.length === few(subject).length) break
        }
        expectEqual(items, few(subject), 'What the agent emits')
      })
    },
  },
  {
    name: 'tells in one line what it reads',
    run: async (subject) => {
      const agent = agentOf(subject)
      if (agent === undefined) return
      await withSystem(agent, { offline: true }, async ({ loaded }) => {
        const { describeSystem } = await configModule()
        const about = describeSystem(loaded.config).nodes[0]?.about ?? ''
        expectThat(about.trim() !== '' && !/[\r\n]/.test(about), `What it reads should be one line, but is "${about}".`)
      })
    },
  },
]

/** As many items as a system is sent in a test. */
function few({ items }: SourceUnderTest): readonly JsonValue[] {
  return items.slice(0, 20)
}

/** The agent of a file that names the source; none where no file can. */
function agentOf(subject: SourceUnderTest): ConfiguredAgent | undefined {
  const { file, directory, clock } = subject
  if (file === undefined) return undefined
  return {
    role: 'producer',
    keys: { source: file.keys, limit: few(subject).length },
    files: {},
    directory,
    options: { clock, ...file.options },
  }
}
