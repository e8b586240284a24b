import type { LoadedConfig } from '../../config/load-config.ts'
import { isSecretVariable } from '../../config/secrets.ts'
import type { System } from '../../config/system.ts'
import { UsageError } from '../../errors/usage-error.ts'
import type { Event } from '../../events/event.ts'
import { readTape, writeTape } from '../../runs/tape/tape-file.ts'
import type { RuntimeTape } from '../../runtime/tape/runtime-tape.ts'
import { tapePlayer, type TapePlayer } from '../../runtime/tape/tape-player.ts'
import { tapeRecorder, type TapeRecorder } from '../../runtime/tape/tape-recorder.ts'
import type { Tape } from '../../runs/tape/tape.ts'
import type { RunOutput } from './run-output.ts'
import type { RunRequest } from './run-request.ts'
import { defined } from '../../util/options/defined.ts'

/** What a tape does to a run of the command line. */
export interface RunTape {
  /** The variables the file is read with. */
  readonly environment: Readonly<Record<string, string | undefined>>
  /** The options of the run, with what the tape says. */
  readonly options: Readonly<Record<string, unknown>>
  readonly isReplay: boolean
  /** Makes the tape of the system once its file, and with it its secrets, is known. */
  open(loaded: LoadedConfig): RuntimeTape
  /** Sends what was sent into the recorded system. */
  feed(system: System): Promise<void>
  /** True for events that only say once more that the replay diverged. */
  isEcho(event: Event): boolean
  /** Writes the tape, or holds the whole run against it. Call when the system is closed. */
  finish(output: RunOutput): void
}

/** The tape of `--record` or `--replay`, if there is one. @throws UsageError, RunError `TAPE_INVALID` */
export function openRunTape(request: RunRequest): RunTape | undefined {
  const { record, replay } = request.options as {
    readonly record?: string | undefined
    readonly replay?: string | undefined
  }
  if (record !== undefined && replay !== undefined)
    throw new UsageError('USAGE', 'Give either --record or --replay, not both.')
  if (record !== undefined) return recordingTape(request, record)
  return replay === undefined ? undefined : replayingTape(request, replay)
}

function recordingTape({ io, options }: RunRequest, file: string): RunTape {
  let recorder: TapeRecorder | undefined
  const isOffline = options['offline'] === true
  const model = options['model'] as string | undefined
  const header = defined({ offline: isOffline ? true : undefined, model })
  return {
    environment: io.environment,
    options,
    isReplay: false,
    open: (loaded) => (recorder = tapeRecorder({ secrets: secretsOf(loaded), deterministic: isOffline, header })),
    feed: async () => {},
    isEcho: () => false,
    finish: (output) => {
      if (recorder === undefined) return
      const tape = recorder.finish()
      writeTape(absolute(io.directory, file), tape)
      output.say(`${tape.runs.length} ${tape.runs.length === 1 ? 'run' : 'runs'} recorded on ${file}`)
    },
  }
}

function replayingTape({ file, io, options }: RunRequest, tapeFile: string): RunTape {
  const tape: Tape = { ...readTape(absolute(io.directory, tapeFile)), file: tapeFile }
  const { offline, model } = tape.header
  let player: TapePlayer | undefined
  return {
    environment: withPlaceholders(io.environment, absolute(io.directory, file)),
    options: { ...options, ...defined({ offline: offline === true ? true : undefined, model }) },
    isReplay: true,
    open: (loaded) => (player = tapePlayer(tape, { secrets: secretsOf(loaded) })),
    feed: async ({ runtime }) => {
      for (const { to, value } of tape.inputs) await (to === null ? runtime.feed(value) : runtime.send(to, value))
    },
    isEcho: (event) => 'error' in event && event.error?.code === 'RUN_DIVERGED',
    finish: () => player?.assertSame(),
  }
}

function secretsOf({ secrets, env }: LoadedConfig): readonly string[] {
  // Providers take their keys from the environment, whether or not the file names them.
  const keys = Object.entries(env).flatMap(([name, value]) =>
    value !== undefined && isSecretVariable(name) ? [value] : [],
  )
  return [...secrets, ...keys]
}

/** Secrets are not on tapes, so a replay needs none: those that are not set stand as they stand on the tape. */
function withPlaceholders(environment: RunTape['environment'], file: string): RunTape['environment'] {
  const { existsSync, readFileSync } = process.getBuiltinModule('node:fs')
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const names = [...text.matchAll(/\$\{([A-Za-z_]\w*)\}/g)].flatMap(([, name]) => (name === undefined ? [] : [name]))
  const missing = names.filter((name) => isSecretVariable(name) && environment[name] === undefined)
  return { ...environment, ...Object.fromEntries(missing.map((name) => [name, '[redacted]'])) }
}

function absolute(directory: string, file: string): string {
  return process.getBuiltinModule('node:path').resolve(directory, file)
}
