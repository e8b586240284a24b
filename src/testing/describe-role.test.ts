import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { failuresOf } from '../../test/support/failures-of.ts'
import { defineCustomAgent } from '../agents/define-custom-agent.ts'
import { defineAgent } from '../agents/define-agent.ts'
import { producerAgent } from '../agents/producer/producer-agent.ts'
import { defineRole } from '../agents/role.ts'
import type { KeyedRole } from '../agents/role.ts'
import { receiverKeys } from '../keys/agent-keys.ts'
import { optionalKey, requiredKey } from '../keys/key-entry.ts'
import { filledText, inputFile, outputFile, text } from '../keys/value-kinds.ts'
import { describeRole, type DescribeRoleOptions } from './describe-role.ts'

const keys = {
  ...receiverKeys,
  model: requiredKey(filledText, 'Model that is asked.'),
  suffix: optionalKey(text, 'What is put behind each text.'),
  source_file: optionalKey(inputFile, 'File that is read.'),
  log_file: optionalKey(outputFile, 'File that is written.'),
}
const sound = defineRole({
  keys,
  create: ({ name, logFile }, { model, directory }) => {
    if (logFile !== undefined) writeFileSync(join(directory, logFile), 'written')
    return defineAgent({ name, model: model ?? '' })
  },
})
const files = { 'in.txt': 'text' }
const example = { model: 'openai:gpt-4o', source_file: 'in.txt', log_file: 'out.txt' }

function failuresWith(role: Partial<KeyedRole<typeof keys>>, rest: Partial<DescribeRoleOptions> = {}) {
  return failuresOf((runner) =>
    describeRole('flawed', { ...runner, role: { ...sound, ...role }, example, files, ...rest }),
  )
}

describe('describeRole', () => {
  it('finds nothing wrong with a sound role', async () => {
    expect(await failuresWith({})).toEqual([])
  })

  it('finds keys that say nothing of themselves', async () => {
    const silent = { ...keys, suffix: optionalKey(text, '') }
    expect(await failuresWith({ keys: silent })).toEqual(['says of each of its keys what it means'])
  })

  it('finds an example that the role does not take', async () => {
    expect(await failuresWith({}, { example: { ...example, sufix: '!' } })).toEqual(
      expect.arrayContaining([
        'takes its example',
        'takes its example by the JSON Schema that editors use, and no key that it does not have',
      ]),
    )
    const check: typeof sound.check = (_, found) => found.warn(['suffix'], 'Think again.')
    expect(await failuresWith({ check })).toEqual(['takes its example'])
  })

  it('finds descriptions of more than a line', async () => {
    expect(await failuresWith({ describe: () => 'one\ntwo' })).toEqual(['tells in one line what an agent is made of'])
  })

  it('finds files that no key names, and files that are not written', async () => {
    expect(await failuresWith({}, { files: { ...files, 'other.txt': 'text' } })).toEqual([
      'names every file that its example needs',
    ])
    const writes = 'writes the files that its keys say it writes, and no others'
    expect(await failuresWith({ create: ({ name }, { model }) => defineAgent({ name, model: model ?? '' }) })).toEqual([
      writes,
    ])
    const unnamed = { model: 'openai:gpt-4o', source_file: 'in.txt' }
    const create: typeof sound.create = ({ name }, { model, directory }) => {
      writeFileSync(join(directory, 'secret.txt'), 'written')
      return defineAgent({ name, model: model ?? '' })
    }
    expect(await failuresWith({ create }, { example: unnamed })).toEqual([writes])
  })

  it('finds output of another kind than the role says', async () => {
    const runs = 'runs offline, and gives what it says it gives'
    expect(await failuresWith({ schemas: () => ({ output: { type: 'number' } }) })).toEqual([runs])
  })

  it('finds agents that do not stop', async () => {
    const create: typeof sound.create = ({ name, logFile = '' }, { directory }) => {
      writeFileSync(join(directory, logFile), 'written')
      return defineCustomAgent({ name, execute: async () => 'never mind' })
    }
    const deaf = await failuresWith({ create })
    expect(deaf).toEqual(['stops at once when it is aborted while its model is asked'])
  })

  it('finds agents that bring messages in although their role does not say so, and the other way round', async () => {
    const flow = 'takes no messages where it brings them in, and takes them where it does not'
    const create: typeof sound.create = ({ name, logFile = '' }, { directory }) => {
      writeFileSync(join(directory, logFile), 'written')
      return producerAgent({ name, source: { generate: () => ['one', 'two'] } })
    }
    expect(await failuresWith({ create })).toContain(flow)
    expect(await failuresWith({ flow: 'source', create })).not.toContain(flow)
  })

  it('says what to do about a role that is not known', async () => {
    const failures = await failuresOf((runner) => describeRole('nobody', { ...runner, example: {} }))
    expect(failures).toContain('takes its example')
  })
})
