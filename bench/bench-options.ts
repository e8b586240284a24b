import { parseArgs } from 'node:util'
import type { Effort, Measure } from './measure.ts'

/** What the bench is asked to do. */
export interface BenchOptions {
  readonly effort: Effort
  readonly measures: readonly Measure[]
  /** How the results are printed. */
  readonly output: 'table' | 'json' | 'markdown'
  /** Build the package and the executables first. */
  readonly build: boolean
}

/**
 * Reads the command line of the bench; gives the text to print when it asks for help.
 * @throws Error that says what is wrong with it.
 */
export function parseBenchOptions(commandLine: readonly string[], measures: readonly Measure[]): BenchOptions | string {
  const { values } = parseArgs({
    args: [...commandLine],
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
      markdown: { type: 'boolean', default: false },
      'no-build': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return helpText(measures)
  return {
    effort: values.quick ? 'quick' : 'full',
    measures: selectMeasures(
      values.only.flatMap((names) => names.split(',')),
      measures,
    ),
    output: values.json ? 'json' : values.markdown ? 'markdown' : 'table',
    build: !values['no-build'],
  }
}

function selectMeasures(names: readonly string[], measures: readonly Measure[]): readonly Measure[] {
  if (names.length === 0) return measures
  for (const name of names) {
    if (!measures.some((measure) => measure.name === name)) {
      const known = measures.map((measure) => measure.name).join(', ')
      throw new Error(`There is no measure "${name}". Known: ${known}.`)
    }
  }
  return measures.filter(({ name }) => names.includes(name))
}

function helpText(measures: readonly Measure[]): string {
  const rows = measures.map(({ name, title }) => `  ${name.padEnd(22)} ${title}`)
  return `Measures aixgo beside other libraries, on this machine, in one run.

Usage: npm run bench -- [options]

  --quick          fewer rounds: under two minutes instead of under ten
  --only <name>    only this measure; may be given more than once, or as a list with commas
  --json           print the results as JSON; they are in bench/results/latest.json in any case
  --markdown       print the results as tables for a document
  --no-build       measure dist/ and build/ as they are
  --help           this text

Measures:
${rows.join('\n')}
`
}
