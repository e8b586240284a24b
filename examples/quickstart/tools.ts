import { defineTool } from 'aixgo'
import * as z from 'zod'

/** What an action or a status of dpkg means, as dpkg(1) has it. */
const meanings: Readonly<Record<string, string>> = {
  startup: 'dpkg starts a run',
  install: 'is being added',
  upgrade: 'is being upgraded',
  remove: 'is being removed',
  purge: 'is being removed together with its configuration',
  configure: 'is being set up',
  trigproc: 'reacts to a change in another package',
  'status not-installed': 'is gone from the machine',
  'status config-files': 'is removed, but its configuration is still there',
  'status half-installed': 'is half-installed: its installation or removal has begun and is not complete',
  'status unpacked': 'is unpacked and waits to be set up',
  'status half-configured': 'is half-configured: its set-up has begun and is not complete',
  'status triggers-awaited': 'waits for another package to react to it',
  'status triggers-pending': 'still has to react to a change in another package',
  'status installed': 'is installed and ready',
}

export const packageInfo = defineTool({
  name: 'package_info',
  description:
    'What a record of the Debian package log says: its action or status (install, upgrade, remove, ...), package and version',
  input: z.object({ record: z.string().describe('The record, as it stands in the log') }),
  effect: 'none',
  execute: ({ record }) => {
    const [, , action = '', ...rest] = record.trim().split(' ')
    const kind = action === 'status' ? `${action} ${rest.shift() ?? ''}` : action
    const meaning = meanings[kind]
    if (meaning === undefined) return { error: `"${kind}" is no action or status of dpkg.` }
    if (kind === 'startup') return { action: kind, package: '', meaning }
    const [subject = '', ...versions] = rest
    const [name = '', architecture = ''] = subject.split(':')
    const version = versions.findLast((each) => each !== '<none>') ?? ''
    return { action: kind, package: name, architecture, version, meaning: `${name} ${meaning}` }
  },
})
