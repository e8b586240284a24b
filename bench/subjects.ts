import { readFileSync } from 'node:fs'

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

/** The installed version of every library that is measured. */
export function subjectVersions(): Record<string, string> {
  const named = Object.values(subjects).flatMap((subject: BenchSubject) => subject.package ?? [])
  const versions = [...named, '@langchain/langgraph', '@langchain/core', 'zod'].map((name) => [name, installedVersion(name)] as const)
  return Object.fromEntries(versions)
}

function installedVersion(name: string): string {
  const manifest = readFileSync(new URL(`./node_modules/${name}/package.json`, import.meta.url), 'utf8')
  return (JSON.parse(manifest) as { readonly version: string }).version
}
