import { groupKey, listKey, noticeKey, optionalKey, requiredKey, unsupportedKey } from '../../../keys/key-entry.ts'
import { baseUrl, filledText, oneOf, text } from '../../../keys/value-kinds.ts'

/** The keys of `model_services[].config`. */
const serviceConfigKeys = {
  address: optionalKey(baseUrl, 'Address of the server.', { alias: 'endpoint', defaultText: "the provider's" }),
  api_key: optionalKey(filledText, 'Key for the server. Write `${NAME}`, not the key itself.', {
    alias: 'token',
    defaultText: "the provider's variable",
  }),
  variant: unsupportedKey('Another implementation in the original.', 'There is one, which is the fast one. Remove it.'),
  quantization: unsupportedKey(
    'How the weights are stored.',
    'The server decides it when it loads the model. Remove it.',
  ),
  timeout: unsupportedKey('How long a call may take.', 'Set "timeout" on the agent.'),
} as const

const modelServiceKeys = {
  name: requiredKey(filledText, 'Name by which agents ask for the service, as their `model`.'),
  model: requiredKey(filledText, 'Model that the server knows. Agents may ask for it by this name too.'),
  runtime: optionalKey(
    oneOf(['ollama', 'vllm', 'cloud']),
    'What serves the model: a server of your own, or `cloud` for the `provider`, which is Hugging Face unless said.',
    { defaultText: '`cloud`' },
  ),
  provider: optionalKey(text, 'With `runtime: cloud`, a provider as agents name it; otherwise a remark.', {
    defaultText: '`huggingface`',
  }),
  address: optionalKey(baseUrl, 'The same as `config.address`.'),
  config: groupKey(serviceConfigKeys, 'How the server is reached.'),
  transport: noticeKey(
    text,
    'How the server is spoken to.',
    'Servers are spoken to over HTTP in any case; "address" says where.',
  ),
} as const

/** The key `model_services`. */
export const modelServicesKey = listKey(modelServiceKeys, 'Model servers that agents name as their `model`.')
