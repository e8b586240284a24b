import { messageValue } from '../../messages/message.ts'
import { nextTurn } from '../../util/clock.ts'
import { isRecord } from '../../util/is-record.ts'
import { validateJsonSchema } from '../../schema/validate-json-schema.ts'
import { checkFile, configModule, rolesOf, subjectName, withSystem, type System } from '../configured.ts'
import { expectEqual, expectRejection, expectThat } from '../expectations.ts'
import { never } from '../scripted-reply.ts'
import { scriptedModel } from '../scripted-model.ts'
import type { RoleSubject, RoleTest } from './role-test.ts'

const isSource = ({ traits }: RoleSubject): boolean => traits.flow === 'source'
const hasModel = ({ keys }: RoleSubject): boolean => typeof keys['model'] === 'string'

/** What agents with the role do. */
export const runTests: readonly RoleTest[] = [
  {
    name: 'runs offline, and gives what it says it gives',
    run: async (subject) => {
      await withSystem(subject, { offline: true }, async ({ system, loaded }) => {
        await system.start()
        const output = await ask(system, subject)
        const { generateTypes } = await configModule()
        const types = generateTypes(loaded.config, 'agents.yaml', rolesOf(subject))
        expectThat(
          new RegExp(`readonly ['"]?${subjectName}['"]?: {`).test(types),
          'There should be types for the agent.',
        )
        expectOutput(output, await outputSchema(subject))
      })
    },
  },
  {
    name: 'takes no messages where it brings them in, and takes them where it does not',
    run: async (subject) => {
      await withSystem(subject, { offline: true }, async ({ system }) => {
        const takes = system.inputs.includes(subjectName)
        expectThat(
          takes !== isSource(subject),
          isSource(subject)
            ? 'A role with the flow "source" should make agents with a source.'
            : 'Only a role with the flow "source" makes agents that bring messages in by themselves.',
        )
      })
    },
  },
  {
    name: 'is not run when it was aborted before',
    applies: (subject) => !isSource(subject),
    run: async (subject) => {
      await withSystem(subject, { offline: true }, async ({ system }) => {
        await system.start()
        const reason = new Error('Aborted by the test.')
        const call = system.call(subjectName, subject.input, { signal: AbortSignal.abort(reason) })
        const thrown = await expectRejection(call, 'A call that was aborted before')
        expectThat(thrown === reason, 'An aborted call should reject with the reason of its signal.')
      })
    },
  },
  {
    name: 'stops at once when it is aborted while its model is asked',
    applies: hasModel,
    run: async (subject) => {
      const model = scriptedModel([never()])
      await withSystem(subject, { resolveModel: () => model }, async ({ system }) => {
        await system.start()
        const { signal, abort } = abortable()
        const call = system.call(subjectName, subject.input, { signal })
        let isOver = false
        const settled = call.then(
          () => undefined,
          (thrown: unknown) => thrown,
        )
        void settled.then(() => (isOver = true))
        while (!isOver && model.calls.length === 0) await nextTurn()
        const reason = abort()
        expectThat((await settled) === reason, 'A call that is aborted should reject with the reason of its signal.')
      })
    },
  },
  {
    name: 'ends what it brings in when the system is closed',
    applies: isSource,
    run: async (subject) => {
      await withSystem(subject, { offline: true }, async ({ system }) => {
        const messages = system.runtime.recv(subjectName)
        await system.start()
        await messages[Symbol.asyncIterator]().next()
        await system.close()
        const last = await messages[Symbol.asyncIterator]().next()
        expectThat(last.done === true || last.value !== undefined, 'The messages should end with the system.')
      })
    },
  },
  {
    name: 'is closed twice without harm, and without having been started',
    run: async (subject) => {
      await withSystem(subject, { offline: true }, async ({ system }) => {
        await system.close()
        await system.close()
      })
    },
  },
]

/** What the agent answers to its input; what it emits first, where it brings messages in. */
export async function ask(system: System, subject: RoleSubject): Promise<unknown> {
  if (!isSource(subject)) return (await system.call(subjectName, subject.input)).output
  for await (const message of system.runtime.recv(subjectName)) return messageValue(message)
  throw new Error('The agent should emit a message, but its messages ended before the first one.')
}

async function outputSchema(subject: RoleSubject): Promise<unknown> {
  const { loaded } = await checkFile(subject)
  // It was checked by the keys of this role.
  return subject.traits.schemas?.(loaded?.config.agents[0] as never).output
}

function expectOutput(output: unknown, schema: unknown): void {
  if (!isRecord(schema))
    return expectThat(typeof output === 'string', `The output should be a text, but is ${shown(output)}.`)
  const issues = validateJsonSchema(schema, output).issues ?? []
  expectEqual(
    issues.map(({ message }) => message),
    [],
    `What is wrong with the output ${shown(output)}`,
  )
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? 'undefined'
}

function abortable(): { readonly signal: AbortSignal; readonly abort: () => Error } {
  const controller = new AbortController()
  const reason = new Error('Aborted by the test.')
  return {
    signal: controller.signal,
    abort: () => {
      controller.abort(reason)
      return reason
    },
  }
}
