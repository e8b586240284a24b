import { existsSync, readFileSync } from 'node:fs'

/** What is measured side by side. */
export interface BenchSubject {
  readonly title: string
  /** The package whose version is told; none where no library is measured. */
  readonly package?: string
}

/** The subjects by name, in the order of the tables. */
export const subjects = {
  aixgo: { title: 'aixgo', package: 'aixgo' },
  'ai-sdk': { title: 'AI SDK', package: 'ai' },
  'openai-agents': { title: 'OpenAI Agents', package: '@openai/agents' },
  langchain: { title: 'LangChain on LangGraph.js', package: 'langchain' },
  mastra: { title: 'Mastra', package: '@mastra/core' },
  direct: { title: 'no framework' },
  empty: { title: 'empty program' },
} satisfies Record<string, BenchSubject>

/** The name of a subject. */
export type SubjectName = keyof typeof subjects

/** The libraries measured beside aixgo. */
export const peers = ['ai-sdk', 'openai-agents', 'langchain', 'mastra'] as const satisfies readonly SubjectName[]

/** The version of every library that is measured and installed. */
export function subjectVersions(): Record<string, string> {
  const named = Object.values(subjects).flatMap((subject: BenchSubject) => subject.package ?? [])
  const all = [...named, '@langchain/langgraph', '@langchain/core', 'zod']
  return Object.fromEntries(all.flatMap((name) => installedVersion(name)))
}

function installedVersion(name: string): readonly (readonly [string, string])[] {
  const path = new URL(`./node_modules/${name}/package.json`, import.meta.url)
  if (!existsSync(path)) return []
  const { version } = JSON.parse(readFileSync(path, 'utf8')) as { readonly version: string }
  return [[name, version]]
}
