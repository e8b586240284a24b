import type { JsonObject, JsonValue } from '../util/json/json.ts'
import { traitsOf, type RegisteredRole, type SystemOptions } from './configured.ts'
import { fileTests } from './role-suite/file-tests.ts'
import { keyTests } from './role-suite/key-tests.ts'
import type { RoleSubject, RoleTest } from './role-suite/role-test.ts'
import { runTests } from './role-suite/run-tests.ts'
import { findTestRunner, type TestRunner } from './test-runner.ts'

/** What a role is tested with. */
export interface DescribeRoleOptions extends Partial<TestRunner> {
  /** The role, where a program registers it; left out for one that every configuration can name. */
  readonly role?: RegisteredRole | undefined
  /** The fewest keys that an agent needs beside `name` and `role`, as a file has them: `{ model: 'openai:gpt-4o' }`. */
  readonly example: JsonObject
  /** The files that the example names, by path. */
  readonly files?: Readonly<Record<string, string>> | undefined
  /** What the agent is sent; `Hello` unless given. A role that brings messages in is sent nothing. */
  readonly input?: JsonValue | undefined
  /** What the system is built with, such as `openInput`. It is always offline. */
  readonly options?: SystemOptions | undefined
}

/**
 * What holds for every role that a configuration can name: its keys are described and checked, with place and advice;
 * editors and checks agree; its files are those it names; it runs offline, gives what it says, and stops when it is told to.
 *
 * @example
 * describeRole('echo', { describe, it, role: echo, example: { suffix: '!' } })
 */
export function describeRole(name: string, options: DescribeRoleOptions): void {
  const { describe, it } = findTestRunner(options)
  const { role, example, files = {}, input = 'Hello' } = options
  const subject = async (): Promise<RoleSubject> => {
    const traits = await traitsOf({ role: name, registered: role })
    return { role: name, registered: role, traits, keys: example, files, input, options: options.options ?? {} }
  }
  const tests: readonly RoleTest[] = [...keyTests, ...fileTests, ...runTests]
  describe(`role ${name}`, () => {
    for (const { name: title, applies = () => true, run } of tests) {
      it(title, async () => {
        const made = await subject()
        if (applies(made)) await run(made)
      })
    }
  })
}
