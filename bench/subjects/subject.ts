/** What an agent is asked and has to answer, the same for every library. */
export const question = 'What is the weather in Bern?'

/** The standing text of every agent. */
export const instructions = 'You answer questions about the weather.'

/** The answer of the instant model. */
export const answer = 'It is 21 degrees in Bern.'

/** The tool every agent has in the workload with a tool. */
export const tool = {
  name: 'get_weather',
  description: 'Gives the weather of a city',
  city: 'Bern',
  result: '21 degrees',
}

/** `one-call`: a model call and no tool. `with-tool`: a model call that asks for a tool, the tool, a second model call. */
export type Workload = 'one-call' | 'with-tool'

/** The scripted model and tool behind a subject; it counts, so that a run that did not do its work is seen. */
export class Script {
  modelCalls = 0
  toolRuns = 0
  /** While set, no model call answers before it resolves. */
  gate: Promise<void> | undefined
  readonly #withTool: boolean

  constructor(workload: Workload) {
    this.#withTool = workload === 'with-tool'
  }

  /** Counts a model call; says what the model does next. */
  next(call: { readonly toolsOffered: number; readonly afterTool: boolean }): 'tool' | 'answer' {
    this.modelCalls += 1
    if (this.#withTool && call.toolsOffered !== 1)
      throw new Error(`The model was offered ${call.toolsOffered} tools, not 1.`)
    return this.#withTool && !call.afterTool ? 'tool' : 'answer'
  }

  /** The body of the tool. */
  useTool(city: string): string {
    if (city !== tool.city) throw new Error(`The tool was called for "${city}", not for "${tool.city}".`)
    this.toolRuns += 1
    return tool.result
  }
}

/** One agent of one library. */
export interface Subject {
  /** Runs the agent once on the question; gives its answer as text. */
  run(): Promise<string>
}

/** Makes the agent of a library on the scripted model. */
export type CreateSubject = (workload: Workload, script: Script) => Subject
