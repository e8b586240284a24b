import { checkConfig } from '../../config/load-config.ts'
import type { AgentConfig } from '../../config/schema/config-table.ts'
import type { CliIo } from '../io.ts'
import { isProgram } from './refuse-program.ts'

/** The files that belong to a configuration, as absolute paths. */
export interface NamedFiles {
  /** The file itself, the `.env` beside it and the modules it names: what a program is made of. */
  readonly code: readonly string[]
  /** What it reads from and writes to. */
  readonly data: readonly string[]
}

/** Finds the files that a configuration names; of a wrong one, or of a program, only the file itself is known. */
export async function namedFiles(file: string, io: CliIo): Promise<NamedFiles> {
  const { dirname, resolve } = process.getBuiltinModule('node:path')
  const path = resolve(io.directory, file)
  if (isProgram(path)) return { code: [path], data: [] }
  const { loaded } = await checkConfig(path, { mode: 'validate', env: io.environment })
  const agents = loaded?.config.agents ?? []
  const absolute = (name: string): string => resolve(dirname(path), name)
  return {
    code: [path, absolute('.env'), ...agents.flatMap(modulesOf).map(absolute)],
    data: agents.flatMap(dataOf).map(absolute),
  }
}

function modulesOf(agent: AgentConfig): readonly string[] {
  const source = 'source' in agent ? agent.source?.module : undefined
  const tools = 'tools' in agent ? agent.tools.map((tool) => tool.module) : []
  return [...tools, source].filter((name) => name !== undefined)
}

function dataOf(agent: AgentConfig): readonly string[] {
  const { file, csv, jsonl } = ('source' in agent ? agent.source : undefined) ?? {}
  const log = 'file' in agent ? agent.file : undefined
  return [file, csv, jsonl, log].filter((name) => name !== undefined)
}
