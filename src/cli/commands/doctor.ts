import type { CliCommand, Invocation } from '../command.ts'
import { checkConfigFile } from '../doctor/check-config-file.ts'
import { checkEmbedder } from '../doctor/check-embedder.ts'
import { checkEnvFile } from '../doctor/check-env-file.ts'
import { checkKeys } from '../doctor/check-keys.ts'
import { checkLive } from '../doctor/check-live.ts'
import { checkRuntime } from '../doctor/check-runtime.ts'
import type { Finding } from '../doctor/finding.ts'
import { exitCodes } from '../exit-codes.ts'
import { readEnvironment } from '../read-environment.ts'
import { escapeControls } from '../../util/text/escape-controls.ts'
import { styles, type Styles } from '../render/styles.ts'

const help = `
Keys are never shown. Without --live nobody is called. --live sends one request for each provider whose login is set: a
list that costs nothing, or, where there is none (Amazon Bedrock, Vertex AI), one token of a small model. The embedder
of the configuration embeds one word.

Examples:
  aixgo doctor
  aixgo doctor --config agents.yaml --live
  aixgo doctor --json | jq '.findings[] | select(.status == "error")'

Exit codes: 0 nothing is wrong, 1 the runtime is too old, 3 configuration, 4 key missing or refused, 5 provider.
`

/** `aixgo doctor`: whether everything that a run needs is there. */
export const doctorCommand: CliCommand = {
  configure: (command) =>
    command
      .option('-c, --config <file>', 'the YAML file to check; the usual one unless given')
      .option('--live', 'try each login with one cheap request')
      .option('--json', 'print JSON')
      .addHelpText('after', help),
  run: async (invocation) => {
    const { options, io } = invocation
    const findings = await examine(invocation)
    const failed = findings.find(({ status }) => status === 'error')
    if (options['json'] === true) {
      const shown = findings.map(({ exitCode: _exitCode, ...finding }) => finding)
      io.out(`${JSON.stringify({ ok: failed === undefined, findings: shown }, null, 2)}\n`)
    } else {
      const style = styles(io.color)
      io.out(findings.map((finding) => describe(finding, style)).join(''))
    }
    return failed === undefined ? exitCodes.ok.code : (failed.exitCode ?? exitCodes.failed.code)
  },
}

async function examine({ options, io }: Invocation): Promise<readonly Finding[]> {
  const config = await checkConfigFile(options['config'] as string | undefined, io)
  const environment = await readEnvironment(io, config.folder)
  const keys = await checkKeys(environment, config.used)
  const live =
    options['live'] === true
      ? [...(await checkLive(keys.ready, environment)), ...(await checkEmbedder(config.loaded))]
      : []
  return [checkRuntime(), ...config.findings, ...(await checkEnvFile(config.folder)), ...keys.findings, ...live]
}

function describe({ check, subject, status, message, hint }: Finding, style: Styles): string {
  const marks: Readonly<Record<Finding['status'], string>> = {
    ok: style.green('✓'),
    warning: style.yellow('!'),
    error: style.red('✗'),
    skipped: style.dim('-'),
  }
  const title = check === 'runtime' ? '' : `${style.bold(escapeControls(subject))}: `
  const advice = hint === undefined ? '' : `    ${style.cyan(escapeControls(hint))}\n`
  return `${marks[status]} ${check.padEnd(11)} ${title}${escapeControls(message)}\n${advice}`
}
