import type { ConversationMessage } from '../../messages/conversation.ts'
import type { AgentContext, Decision, Question, Received, StepContext } from '../context.ts'
import { wrongName, wrongQuestion, wrongStep, wrongTime } from './check-step.ts'
import type { Scope } from './door.ts'
import { jsonOf } from '../json-values.ts'

/**
 * What user code sees of a run. Its functions are read through getters, so that user code may take them apart:
 * `({ call, signal }) => ...`.
 */
export class UserContext implements StepContext {
  readonly #scope: Scope

  constructor(scope: Scope) {
    this.#scope = scope
  }

  get runId(): string {
    return this.#scope.runId
  }

  get agent(): string {
    return this.#scope.agent
  }

  get path(): string {
    return this.#scope.path
  }

  get key(): string {
    return this.#scope.path
  }

  get idempotencyKey(): string {
    return this.#scope.idempotencyKey
  }

  get toolCallId(): string | undefined {
    return this.#scope.place.request?.toolCallId
  }

  /** Part of the context of tools. */
  get messages(): readonly ConversationMessage[] {
    return this.#scope.place.request?.messages?.() ?? []
  }

  get signal(): AbortSignal {
    return this.#scope.signal
  }

  get context(): unknown {
    return this.#scope.context
  }

  get session(): string | undefined {
    return this.#scope.session
  }

  get tenant(): string | undefined {
    return this.#scope.tenant
  }

  get received(): Received | undefined {
    return this.#scope.received
  }

  get step(): AgentContext['step'] {
    return (name, execute, options = {}) => {
      const problem = wrongStep(name, execute, options)
      if (problem !== undefined) return Promise.reject(problem)
      const { effect = 'once', input, reconcile, estimate, unpriced } = options
      const taken = this.#scope.step({
        kind: 'step',
        name,
        effect,
        input: input === undefined ? undefined : jsonOf(input, `The input of step "${name}"`),
        reconcile,
        estimate,
        unpriced,
        execute: (step) => step.activate(() => execute(step.user)),
      })
      return left(taken)
    }
  }

  get branch(): AgentContext['branch'] {
    return (name) => this.#scope.branch(name).user
  }

  get call(): AgentContext['call'] {
    return (agent, input, options) => left(this.#scope.call(agent, input, options))
  }

  get sleep(): AgentContext['sleep'] {
    return (delayMs) => left(this.#scope.sleep(delayMs))
  }

  get ask(): AgentContext['ask'] {
    return (question) => left(this.#ask(question))
  }

  get receive(): AgentContext['receive'] {
    const receive = (name: string, options: { readonly timeoutMs?: number | undefined } = {}): Promise<unknown> =>
      left(this.#receive(name, options.timeoutMs))
    // What is signalled is whatever the sender gave; the caller says what it expects.
    return receive
  }

  get now(): AgentContext['now'] {
    return () => Number(this.#scope.door.value(this.#scope, 'time', 'now'))
  }

  get random(): AgentContext['random'] {
    return () => Number(this.#scope.door.value(this.#scope, 'random', 'number'))
  }

  get id(): AgentContext['id'] {
    return () => String(this.#scope.door.value(this.#scope, 'random', 'id'))
  }

  get warn(): AgentContext['warn'] {
    return (message) => this.#scope.warn(message)
  }

  async #ask(asked: Question): Promise<Decision> {
    const problem = wrongQuestion(asked)
    if (problem !== undefined) throw problem
    const { title, input, options = ['approve', 'deny'] } = asked
    const question = { title, input: jsonOf(input ?? null, 'The input of a question'), options: [...options] }
    return this.#scope.door.ask(this.#scope, question)
  }

  async #receive(name: string, timeoutMs: number | undefined): Promise<unknown> {
    const problem = wrongName(name) ?? (timeoutMs === undefined ? undefined : wrongTime('timeoutMs', timeoutMs))
    if (problem !== undefined) throw problem
    return this.#scope.door.receive(this.#scope, name, timeoutMs)
  }
}

/**
 * What became of a step is on the record. Code that is not there any more to hear of it, because its work was called off,
 * must not end the process.
 */
function left<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(ignore)
  return promise
}

function ignore(): void {}
