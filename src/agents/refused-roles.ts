/** Documented roles that this version does not have, with what to do. One that is added to `roles` is no longer refused. */
export const refusedRoles: Readonly<Record<string, string>> = {
  classifier:
    'It comes with a later version. Until then use "react" with an "output_schema" that lists the categories.',
  aggregator: 'It comes with a later version. Until then use "react" and let its "prompt" merge what it reads.',
  planner: 'It comes with a later version. Until then use "react" with a "prompt" that asks for a plan.',
}
