import type { ValueCheck } from '../../keys/value-check.ts'
import type { VariableLookup } from '../interpolate.ts'
import {
  formatPath,
  type ConfigPath,
  type Finding,
  type ProblemSeverity,
  type Span,
} from '../problems/config-problem.ts'
import type { RegisteredRoles } from '../schema/roles.ts'
import type { Positions } from '../yaml/positions.ts'

/** What the checks of one file share: where they look things up and what they have found. */
export class CheckContext implements ValueCheck {
  readonly positions: Positions
  readonly lookup: VariableLookup
  /** How an unset variable counts. */
  readonly unsetIs: ProblemSeverity
  /** Roles that the program has registered. */
  readonly customRoles: RegisteredRoles
  readonly home: () => string
  /** True when the program resolves models by itself, so that any name may be right. */
  readonly acceptsAnyModel: boolean
  /** The names that the file itself gives to models. */
  readonly ownModels = new Set<string>()
  readonly findings: Finding[] = []
  /** Values that must never be shown. */
  readonly secrets = new Set<string>()
  readonly #doubtful = new Set<string>()
  readonly #meant = new Set<string>()

  constructor(options: {
    readonly positions: Positions
    readonly lookup: VariableLookup
    readonly unsetIs: ProblemSeverity
    readonly customRoles: RegisteredRoles
    readonly home?: string | undefined
    readonly acceptsAnyModel?: boolean | undefined
  }) {
    this.positions = options.positions
    this.lookup = options.lookup
    this.unsetIs = options.unsetIs
    this.customRoles = options.customRoles
    this.acceptsAnyModel = options.acceptsAnyModel ?? false
    this.home = () => options.home ?? process.getBuiltinModule('node:os').homedir()
  }

  /** Notes a mistake at a value, or at its key where `span` says so. */
  error(path: ConfigPath, message: string, hint?: string, span?: Span): void {
    this.report({
      severity: 'error',
      code: 'CONFIG_INVALID',
      message,
      hint,
      path,
      span: span ?? this.positions.nearestSpan(path),
    })
  }

  warn(path: ConfigPath, message: string, hint?: string): void {
    this.report({
      severity: 'warning',
      code: 'CONFIG_INVALID',
      message,
      hint,
      path,
      span: this.positions.nearestSpan(path),
    })
  }

  report(finding: Finding): void {
    this.findings.push(finding)
  }

  /** Marks a value that is not known, or already known to be wrong: nothing more is said about it. */
  doubt(path: ConfigPath): void {
    this.#doubtful.add(formatPath(path))
  }

  /** True when the value at a path, or one that holds it, is in doubt. */
  isDoubtful(path: ConfigPath): boolean {
    return path.some((_step, index) => this.#doubtful.has(formatPath(path.slice(0, index + 1))))
  }

  /** Marks a key that an unknown key was probably meant to be: that it is missing need not be said. */
  expectMeant(path: ConfigPath): void {
    this.#meant.add(formatPath(path))
  }

  isMeant(path: ConfigPath): boolean {
    return this.#meant.has(formatPath(path))
  }

  isWritten(path: ConfigPath): boolean {
    return this.positions.keySpan(path) !== undefined
  }

  isOwnModel(name: string): boolean {
    return this.ownModels.has(name)
  }
}
