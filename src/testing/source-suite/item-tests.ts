import { nextTurn } from '../../util/clock.ts'
import { expectEqual, expectThat } from '../expectations.ts'
import { expectClosed, take, type SourceTest } from './source-test.ts'

/** What a source gives, and when it opens, reads and closes. */
export const itemTests: readonly SourceTest[] = [
  {
    name: 'gives its items in order',
    run: async ({ items }, open) => {
      const opened = open()
      expectEqual(await take(opened, items.length), items, 'What the source gives')
      await opened.leave()
    },
  },
  {
    name: 'ends after its last item, and has closed what it opened',
    needs: 'end',
    run: async (subject, open) => {
      const opened = open()
      await take(opened, subject.items.length)
      expectThat((await opened.next()).done === true, 'The source should end after its last item.')
      await expectClosed(subject, 'when it has ended')
    },
  },
  {
    name: 'gives the same items when it is opened again, as a restart does',
    needs: 'again',
    run: async ({ items }, open) => {
      const first = open()
      await take(first, 1)
      await first.leave()
      const second = open()
      expectEqual(await take(second, items.length), items, 'What the source gives when it is opened again')
      await second.leave()
    },
  },
  {
    name: 'opens nothing before its first item is asked for',
    run: async ({ isOpen }, open) => {
      const opened = open()
      await turns()
      expectThat(!isOpen(), 'Nothing should be open before the first item is asked for.')
      await opened.leave()
    },
  },
  {
    name: 'reads no further than it is asked to',
    needs: 'back-pressure',
    run: async ({ read }, open) => {
      expectThat(read !== undefined, 'Give "read", or say in "without" why not.')
      const opened = open()
      await take(opened, 1)
      await turns()
      expectThat(
        read.soFar() <= read.mostForOne,
        `For one item at most ${read.mostForOne} should be read, but ${read.soFar()} was.`,
      )
      await opened.leave()
    },
  },
  {
    name: 'closes what it opened when its reader leaves',
    run: async (subject, open) => {
      const opened = open()
      await take(opened, 1)
      await opened.leave()
      await expectClosed(subject, 'when its reader leaves')
    },
  },
  {
    name: 'ends, and closes what it opened, when it is aborted between two items',
    run: async (subject, open) => {
      const opened = open()
      await take(opened, 1)
      opened.abort()
      expectThat((await opened.next()).done === true, 'A source that is aborted should end.')
      await expectClosed(subject, 'when it is aborted')
    },
  },
  {
    name: 'ends, and closes what it opened, when it is aborted while it is asked for an item',
    run: async (subject, open) => {
      const opened = open()
      await take(opened, 1)
      const pending = opened.next()
      opened.abort()
      await pending
      expectThat((await opened.next()).done === true, 'A source that is aborted should end.')
      await expectClosed(subject, 'when it is aborted while it is asked')
    },
  },
]

async function turns(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await nextTurn()
}
