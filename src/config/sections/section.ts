import type * as z from 'zod/mini'
import type { RoleHost } from '../../agents/role.ts'
import type { Configured } from '../../keys/camel-case.ts'
import type { ValueEntry } from '../../keys/key-entry.ts'
import type { ProviderSettings } from '../../models/settings/provider-settings.ts'
import type { Budgets } from '../../runs/budget.ts'
import type { RuntimeSettings } from '../../runtime/runtime-options.ts'
import type { Runtime } from '../../runtime/runtime.ts'
import type { Open } from '../../util/options/defined.ts'
import type { CheckContext } from '../check/check-context.ts'
import type { ConfigPath } from '../problems/config-problem.ts'
import type { SystemPorts } from '../system/system-ports.ts'
import type { YamlMapping } from '../yaml/yaml-node.ts'

/**
 * A section of a configuration: a key of the file beside `agents`. It owns what may stand under that key, what is checked of
 * it, and what it adds to a system. A new one is a folder and a line in `sections.ts`.
 */
export interface Section<Key extends ValueEntry = ValueEntry> {
  /** The key, with its description and the keys below it. */
  readonly key: Key
  /**
   * Checks what the schema of each key alone cannot see. Asked for every file, also for one without the section, and before
   * what the agents say of their models is checked.
   */
  check?(section: CheckedSection<SectionValue<Key>>, file: CheckedFile, context: CheckContext): void
  /** What a name stands for that the section lets agents give as their `model`. Its `check` notes the name. */
  findModel?(value: SectionValue<Key>, name: string): NamedModel | undefined
  /** What the section adds to a system. Asked where the file has it; code that is slow to load is imported here. */
  build?(value: SectionValue<Key>, parts: SystemParts): SectionParts | Promise<SectionParts>
}

/** What the keys of a section come to in code. */
export type SectionValue<Key extends ValueEntry = ValueEntry> = NonNullable<
  Configured<z.output<ReturnType<Key['schema']>>>
>

/** A section as far as it could be read. */
export interface CheckedSection<Value = unknown> {
  readonly path: ConfigPath
  /** What it holds by the keys of the file, not yet checked against the schema; nothing where the file has none. */
  readonly values: unknown
  /** The section itself, when nothing in it is wrong. */
  readonly config: Value | undefined
}

/** The file around a section. */
export interface CheckedFile {
  readonly root: YamlMapping
  /** The agents by the keys of the file, not yet checked against their schemas. */
  readonly agents: readonly { readonly index: number; readonly values: Readonly<Record<string, unknown>> }[]
}

/** A model that has a name of its own in a file. */
export interface NamedModel {
  readonly provider: string
  readonly model: string
  readonly settings: ProviderSettings
}

/** What a section builds on: what the program gives, and what the sections before it in the table have added. */
export interface SystemParts {
  /** The absolute folder of the file, from which its relative paths start. */
  readonly directory: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly ports: SystemPorts
  readonly settings: RuntimeSettings & { readonly budgets: Budgets }
  readonly host: Partial<RoleHost>
}

/** What a section adds to a system. What is left out stays as it is. */
export interface SectionParts {
  /** Settings of the runtime, in place of those that were there. */
  readonly settings?: Open<RuntimeSettings> | undefined
  /** What every role gets. */
  readonly host?: Open<RoleHost> | undefined
  /** Finds what is missing before the agents start. Not asked for a replay, which needs nothing from outside. */
  readonly prepare?: (() => Promise<void> | void) | undefined
  /** Begins what the section does by itself, once the agents are ready. */
  readonly start?: ((runtime: Runtime) => Promise<void> | void) | undefined
  /** Ends that, before the agents finish what they have. Called for what was started only. */
  readonly stop?: (() => Promise<void> | void) | undefined
  /** Gives back what the section holds, once the agents have finished. */
  readonly close?: (() => Promise<void> | void) | undefined
}
