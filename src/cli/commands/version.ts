import type { CliCommand } from '../command.ts'
import { version } from '../version.ts'

/** `aixgo version`: the version, the engine and the platform. */
export const versionCommand: CliCommand = {
  configure: (command) => command.option('--json', 'print JSON'),
  run: async ({ options, io }) => {
    const { versions, platform, arch } = process
    const engine = versions['bun'] === undefined ? `node ${versions.node}` : `bun ${versions['bun']}`
    const target = `${platform}/${arch}`
    io.out(
      options['json'] === true
        ? `${JSON.stringify({ version, engine, platform, arch })}\n`
        : `aixgo ${version} ${target} (${engine})\n`,
    )
    return 0
  },
}
