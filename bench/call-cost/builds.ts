import { parseArgs } from 'node:util'
import { places } from '../places.ts'

/** A build of the package to measure: its name in the tables, and the folder with `dist/` and `build/aixgo`. */
export interface Build {
  readonly name: string
  readonly folder: string
}

/** What the programs about calls are told on their command line. */
export interface CallBenchOptions {
  readonly builds: readonly Build[]
  readonly rounds: number
  readonly json: boolean
  readonly cold: boolean
  /** Only rows whose name this pattern finds. */
  readonly only: string
}

/** `--build name=folder` (again for each, this one alone without), `--rounds n`, `--json`, `--cold`, `--only pattern`. */
export function readOptions(rounds: number): CallBenchOptions {
  const { values } = parseArgs({
    options: {
      build: { type: 'string', multiple: true },
      rounds: { type: 'string' },
      json: { type: 'boolean' },
      cold: { type: 'boolean' },
      only: { type: 'string' },
    },
  })
  const builds = (values.build ?? [`aixgo=${places.root}`]).map((text) => {
    const [name = '', folder = ''] = text.split('=')
    return { name, folder }
  })
  return {
    builds,
    rounds: Number(values.rounds ?? rounds),
    json: values.json === true,
    cold: values.cold === true,
    only: values.only ?? '',
  }
}
