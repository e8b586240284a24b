// us.anthropic.claude-..., amazon.nova-...: Bedrock puts a region and a vendor before the name.
const bedrockPrefix =
  /^((us|us-gov|eu|apac|au|jp|ca|global)\.)?(anthropic|amazon|meta|mistral|cohere|ai21|deepseek|qwen|openai|google|minimax|moonshot(ai)?|zai|nvidia|writer)\./

/**
 * The names to look a model up by, the likeliest first: its own one, without what providers put before it, and then what
 * is left behind each dash, because deployments and fine-tuned models have a word of their user's in front.
 */
export function* ownNames(model: string): Generator<string> {
  const whole = model.toLowerCase().replaceAll('_', '-').replace(/^ft:/, '')
  const name = whole.slice(whole.lastIndexOf('/') + 1).replace(bedrockPrefix, '')
  yield name
  for (let at = name.indexOf('-'); at !== -1; at = name.indexOf('-', at + 1)) yield name.slice(at + 1)
}
