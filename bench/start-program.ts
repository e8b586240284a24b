import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { commandLine, measuredEnvironment, type Program } from './run-program.ts'

/** A program that answers on its standard output. */
export interface AnsweringProgram extends Program {
  /** What the first message must contain; a program that prints something else is broken. */
  readonly answer: string
  /** How the program is kept alive after its answer: by the variable that the bench's scripts know, or by keeping its standard input open. */
  readonly hold: 'variable' | 'input'
  /** Written to the program's standard input. */
  readonly input?: string
}

const giveUpAfterMs = 30_000
const settleMs = 300

/** Milliseconds from starting a program to its answer (`answer`) and to its end (`whole`). */
export async function timeStart(program: AnsweringProgram): Promise<Record<'answer' | 'whole', readonly number[]>> {
  const started = start(program, false)
  const answer = await started.answered
  const exit = await started.ended
  if (exit !== '0') throw new Error(`${commandLine(program)} ended with ${exit} after its answer.`)
  return { answer: [answer], whole: [performance.now() - started.at] }
}

/** Megabytes of a program that gave its answer and waits: at its peak (`peak`) and at rest (`idle`). Linux only. */
export async function weighStart(program: AnsweringProgram): Promise<Record<'peak' | 'idle', readonly number[]>> {
  const started = start(program, true)
  try {
    await started.answered
    await setTimeout(settleMs)
    return residentMemory(started.child)
  } finally {
    started.child.kill('SIGKILL')
    await started.ended
  }
}

interface Started {
  readonly at: number
  readonly child: ChildProcess
  /** Milliseconds to the answer. */
  readonly answered: Promise<number>
  readonly ended: Promise<string>
}

function start(program: AnsweringProgram, hold: boolean): Started {
  const env = measuredEnvironment(hold && program.hold === 'variable' ? { BENCH_HOLD: '1' } : {})
  const at = performance.now()
  const child = spawn(program.command, program.arguments, {
    cwd: program.workingDirectory,
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
    timeout: giveUpAfterMs,
    killSignal: 'SIGKILL',
  })
  if (program.input !== undefined) child.stdin.write(program.input)
  if (!hold || program.hold === 'variable') child.stdin.end()
  // The program may end before it read its input.
  child.stdin.on('error', () => {})
  const ended = new Promise<string>((resolve) => child.once('close', (code, signal) => resolve(String(signal ?? code))))
  return { at, child, answered: firstAnswer(program, child, at), ended }
}

function firstAnswer(program: AnsweringProgram, child: ChildProcess, at: number): Promise<number> {
  return new Promise((resolve, reject) => {
    let output = ''
    let complaints = ''
    child.once('error', reject)
    child.stderr?.on('data', (chunk) => (complaints += String(chunk)))
    child.stdout?.on('data', (chunk) => {
      output += String(chunk)
      if (output.includes(program.answer)) resolve(performance.now() - at)
    })
    child.once('close', (code, signal) => {
      const said = `${output}${complaints}`.trim().slice(-1000)
      reject(new Error(`${commandLine(program)} ended with ${signal ?? code} without its answer "${program.answer}": ${said}`))
    })
  })
}

function residentMemory({ pid }: ChildProcess): Record<'peak' | 'idle', readonly number[]> {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const megabytes = (field: string) => (Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) * 1024) / 1e6
  return { peak: [megabytes('VmHWM')], idle: [megabytes('VmRSS')] }
}
