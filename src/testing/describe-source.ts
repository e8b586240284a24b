import { AixgoError } from '../errors/aixgo-error.ts'
import { expectRejection, expectThat } from './expectations.ts'
import { producerOf, type OpenedItems } from './produced.ts'
import { configuredTests } from './source-suite/configured-tests.ts'
import { itemTests } from './source-suite/item-tests.ts'
import { expectClosed, type SourceAbility, type SourceTest, type SourceUnderTest } from './source-suite/source-test.ts'
import { findTestRunner, type TestRunner } from './test-runner.ts'

/** A source that was made to fail. */
export type BrokenSourceUnderTest = Pick<SourceUnderTest, 'source' | 'isOpen' | 'directory' | 'clock' | 'close'>

/** A source that cannot be read to its end. */
export interface BrokenSource {
  readonly create: () => BrokenSourceUnderTest | Promise<BrokenSourceUnderTest>
  /** What the error says of the place: `Line 3 of "data.csv"`. */
  readonly place: string
}

/** How the suite gets at the source. */
export interface DescribeSourceOptions extends Partial<TestRunner> {
  /** Makes the source. Called once for each test. */
  readonly create: () => SourceUnderTest | Promise<SourceUnderTest>
  /** Sources that fail, by what is wrong with them. */
  readonly broken: Readonly<Record<string, BrokenSource>>
  /** What the source cannot do or show, with the reason; those tests are left out. */
  readonly without?: Readonly<Partial<Record<SourceAbility, string>>> | undefined
}

/**
 * What holds for every source of a producer: its items come in order and as they are asked for; it opens what it needs
 * with the first and closes it at the end, when its reader leaves and when it is aborted; errors say where; and a file that
 * names it gets the same.
 *
 * @example
 * describeSource('jsonl', { describe, it, create: () => ({ source: { jsonl: 'data.jsonl' }, items: [1, 2], ... }), broken: {} })
 */
export function describeSource(name: string, options: DescribeSourceOptions): void {
  const { describe, it } = findTestRunner(options)
  const { without = {}, broken } = options
  const tests: readonly SourceTest[] = [...itemTests, ...configuredTests]
  describe(`source ${name}`, () => {
    for (const { name: title, needs, run } of tests) {
      if (needs !== undefined && needs in without) continue
      it(title, async () => {
        const subject = await options.create()
        expectThat(subject.items.length > 1, 'Give at least two items.')
        await closeAfter(subject, () => run(subject, producerOf(subject.source, subject)))
      })
    }
    for (const [flaw, { create, place }] of Object.entries(broken)) {
      it(`says where it fails: ${flaw}`, async () => {
        const subject = await create()
        await closeAfter(subject, async () => {
          const thrown = await expectRejection(readAll(producerOf(subject.source, subject)()), 'A broken source')
          expectThat(
            AixgoError.isInstance(thrown),
            `The error should be one of this package's, but is: ${String(thrown)}`,
          )
          expectThat(thrown.message.includes(place), `The error should say "${place}", but says: ${thrown.message}`)
          await expectClosed(subject, 'when it has failed')
        })
      })
    }
  })
}

async function closeAfter({ close }: BrokenSourceUnderTest, run: () => Promise<void>): Promise<void> {
  try {
    await run()
  } finally {
    await close?.()
  }
}

async function readAll(items: OpenedItems): Promise<void> {
  while ((await items.next()).done !== true);
}
