import type { ModelVendor } from '../profile-row.ts'
import { amazon } from './amazon.ts'
import { anthropic } from './anthropic.ts'
import { deepseek } from './deepseek.ts'
import { google } from './google.ts'
import { llama } from './llama.ts'
import { mistral } from './mistral.ts'
import { openModels } from './open-models.ts'
import { openai } from './openai.ts'
import { qwen } from './qwen.ts'
import { xai } from './xai.ts'

/** Who makes models. To add families, write their rows, and for a new vendor a line here. */
export const vendors: readonly ModelVendor[] = [
  openai,
  anthropic,
  google,
  xai,
  // Names that say whose idea another family's weights hold (deepseek-r1-distill-llama) come before that family.
  deepseek,
  qwen,
  llama,
  mistral,
  openModels,
  amazon,
]
