import { fileURLToPath } from 'node:url'
import type { Measure, Series } from '../measure.ts'
import { places } from '../places.ts'
import { timeStart, weighStart, type AnsweringProgram } from '../start-program.ts'
import { peers, type SubjectName } from '../subjects.ts'
import { targets } from '../targets.ts'

// Memory hardly varies; a few looks are enough.
const weighedRounds = 3

/** From starting a process to its first answer, each beside an empty program on the same engine. */
export const coldStarts: readonly Measure[] = [
  {
    name: 'cold-start-package',
    title: 'Cold start, package on Node: process start to the first answer of an agent',
    method:
      'A script imports the library, makes an agent on an instant model, runs it and prints the answer; one start before is not counted.',
    subjects: ['empty', 'aixgo', ...peers],
    metrics: [
      { key: 'answer', title: 'start to answer', unit: 'ms', better: 'lower', ...targets.packageAnswer },
      { key: 'whole', title: 'start to end of the process', unit: 'ms', better: 'lower' },
      { key: 'peak', title: 'resident memory, peak', unit: 'MB', better: 'lower', ...targets.packageMemory },
      { key: 'idle', title: 'resident memory, idle after the answer', unit: 'MB', better: 'lower' },
    ],
    rounds: { full: 12, quick: 3 },
    needs: ['peers', 'package'],
    sample: (subject, { round }) => {
      const program = script(subject)
      return sampleStart({ program, staying: { ...program, environment: { BENCH_HOLD: '1' } }, round })
    },
  },
  {
    name: 'cold-start-command',
    title: 'Cold start, command line on Node: process start to the first message of an agent in a YAML system',
    method:
      '`node dist/cli.js run weather.yaml --offline --input ...`; memory is that of a system with a timer, which stays on.',
    subjects: ['empty', 'aixgo'],
    metrics: startMetrics(),
    rounds: { full: 12, quick: 3 },
    needs: ['package'],
    sample: (subject, { round }) =>
      sampleCommand({ command: process.execPath, arguments: [places.command] }, subject, round),
  },
  {
    name: 'cold-start-executable',
    title: 'Cold start, executable: process start to the first message of an agent in a YAML system',
    method:
      '`aixgo run weather.yaml --offline --input ...` beside an empty program compiled the same way; memory as above.',
    subjects: ['empty', 'aixgo'],
    metrics: startMetrics(targets.executableMessage, targets.executableMemory),
    rounds: { full: 20, quick: 6 },
    needs: ['executable'],
    sample: (subject, { round }) => sampleCommand({ command: places.executable, arguments: [] }, subject, round),
  },
]

function startMetrics(message: object = {}, memory: object = {}): Measure['metrics'] {
  return [
    { key: 'answer', title: 'start to message', unit: 'ms', better: 'lower', ...message },
    { key: 'whole', title: 'start to end of the process', unit: 'ms', better: 'lower' },
    { key: 'peak', title: 'resident memory, peak', unit: 'MB', better: 'lower', ...memory },
    { key: 'idle', title: 'resident memory, idle after the message', unit: 'MB', better: 'lower' },
  ]
}

const answer = 'It is 21 degrees in Bern.'

function script(subject: SubjectName): AnsweringProgram {
  const path = fileURLToPath(new URL(`../cold-start/${subject}.mjs`, import.meta.url))
  return { command: process.execPath, arguments: [path], answer }
}

function sampleCommand(
  aixgo: Pick<AnsweringProgram, 'command' | 'arguments'>,
  subject: SubjectName,
  round: number,
): Promise<Series> {
  if (subject === 'empty') {
    const compiled = aixgo.command === places.executable
    const program = compiled ? { command: places.emptyExecutable, arguments: [], answer } : script('empty')
    return sampleStart({ program, staying: { ...program, environment: { BENCH_HOLD: '1' } }, round })
  }
  const run = (system: string): AnsweringProgram => {
    const path = fileURLToPath(new URL(`../systems/${system}.yaml`, import.meta.url))
    return {
      ...aixgo,
      arguments: [...aixgo.arguments, 'run', path, '--offline', '--input', answer],
      answer: `[offline] ${answer}`,
    }
  }
  return sampleStart({ program: run('weather'), staying: run('weather-service'), round })
}

interface StartSample {
  readonly program: AnsweringProgram
  /** The same program in a form that stays on after its answer. */
  readonly staying: AnsweringProgram
  readonly round: number
}

async function sampleStart({ program, staying, round }: StartSample): Promise<Series> {
  // The first start reads the program's files into the memory of the system.
  if (round === 0) await timeStart(program)
  const times = await timeStart(program)
  return round < weighedRounds ? { ...times, ...(await weighStart(staying)) } : times
}
