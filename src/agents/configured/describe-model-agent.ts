/** An agent with a model in a few words: the model, and how many tools there are. */
export function describeModelAgent(model: string | undefined, tools: number): string {
  const counted = tools === 0 ? undefined : `${tools} ${tools === 1 ? 'tool' : 'tools'}`
  return [model, counted].filter((part) => part !== undefined).join(', ')
}
