import type { CliCommand } from './command.ts'

/** One row of the command table. The summary stands here, so that `--help` loads no command. */
export interface CommandEntry {
  readonly summary: string
  readonly load: () => Promise<CliCommand>
}

/** Every command, in the order help shows them. */
export const commands: Readonly<Record<string, CommandEntry>> = {
  run: {
    summary: 'Run the agents of a YAML file',
    load: () => import('./commands/run.ts').then((module) => module.runCommand),
  },
  validate: {
    summary: 'Check a YAML file and report everything that is wrong with it',
    load: () => import('./commands/validate.ts').then((module) => module.validateCommand),
  },
  graph: {
    summary: 'Show who sends to whom, in the terminal or as Mermaid',
    load: () => import('./commands/graph.ts').then((module) => module.graphCommand),
  },
  init: {
    summary: 'Write a working starter in YAML or TypeScript',
    load: () => import('./commands/init.ts').then((module) => module.initCommand),
  },
  build: {
    summary: 'Compile a YAML file and its tools into one executable',
    load: () => import('./commands/build.ts').then((module) => module.buildCommand),
  },
  models: {
    summary: 'List providers and models, and which can be used with the keys at hand',
    load: () => import('./commands/models.ts').then((module) => module.modelsCommand),
  },
  doctor: {
    summary: 'Check the runtime, keys, configuration and permissions',
    load: () => import('./commands/doctor.ts').then((module) => module.doctorCommand),
  },
  tape: {
    summary: 'Show what a tape recorded with "run --record" holds',
    load: () => import('./commands/tape.ts').then((module) => module.tapeCommand),
  },
  types: {
    summary: 'Write TypeScript types for the agents and tools of a YAML file',
    load: () => import('./commands/types.ts').then((module) => module.typesCommand),
  },
  schema: {
    summary: 'Print the JSON Schema of the YAML file, for editors',
    load: () => import('./commands/schema.ts').then((module) => module.schemaCommand),
  },
  version: {
    summary: 'Print the version',
    load: () => import('./commands/version.ts').then((module) => module.versionCommand),
  },
}
