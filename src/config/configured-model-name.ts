/** The full name of an agent's model: its `model` under its `provider`, or under the one that a `base_url` stands for. */
export function configuredModelName(model: string, provider: unknown, baseUrl: unknown): string {
  const serves = provider ?? (baseUrl === undefined ? undefined : 'openai-compatible')
  return serves === undefined || model.startsWith(`${String(serves)}:`) ? model : `${String(serves)}:${model}`
}
