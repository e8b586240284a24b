import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseBenchOptions, type BenchOptions } from './bench-options.ts'
import { collect } from './collect.ts'
import { measures } from './measures.ts'
import { places } from './places.ts'
import { bunVersion, prepare } from './prepare.ts'
import { renderMarkdown } from './report-markdown.ts'
import { renderReport } from './report.ts'
import type { BenchResults, Environment, MeasureResult } from './results.ts'
import { subjectVersions } from './subjects.ts'

try {
  const options = parseBenchOptions(process.argv.slice(2), measures)
  if (typeof options === 'string') process.stdout.write(options)
  else process.exitCode = await bench(options)
} catch (error) {
  process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}

/** Measures, prints and saves; gives the exit code: 1 when a subject failed. A missed figure is no failure. */
async function bench(options: BenchOptions): Promise<number> {
  prepare(new Set(options.measures.flatMap(({ needs }) => needs)), options)
  const before = load()
  const results: MeasureResult[] = []
  for (const measure of options.measures) {
    results.push(await collect(measure, options.effort, (line) => process.stderr.write(`${line}\n`)))
  }
  const whole: BenchResults = { effort: options.effort, environment: describeEnvironment(before), measures: results }
  const json = `${JSON.stringify(whole, null, 2)}\n`
  mkdirSync(places.results, { recursive: true })
  writeFileSync(join(places.results, 'latest.json'), json)
  const renderers = { json: () => json, table: renderReport, markdown: renderMarkdown }
  process.stdout.write(renderers[options.output](whole))
  return results.some(({ subjects }) => subjects.some(({ failure }) => failure !== undefined)) ? 1 : 0
}

function describeEnvironment(before: number): Environment {
  return {
    date: new Date().toISOString(),
    node: process.versions.node,
    bun: bunVersion(),
    platform: `${process.platform} ${process.arch}`,
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGigabytes: Math.round(totalmem() / 1e9),
    load: { before, after: load() },
    commit: commit(),
    versions: subjectVersions(),
  }
}

function load(): number {
  return Math.round((loadavg()[0] ?? 0) * 100) / 100
}

function commit(): string {
  try {
    return execFileSync('git', ['describe', '--always', '--dirty'], {
      cwd: places.root,
      encoding: 'utf8',
      stdio: 'pipe',
    }).trim()
  } catch {
    // A copy without its history is measured all the same.
    return 'unknown'
  }
}
