import type { ModelProfile } from '../../profiles/profile.ts'
import type { ThinkTagOptions } from './think-tags.ts'

/** How the texts of a model hold its reasoning; nothing where they hold none. */
export function thinkTagOptions({ thinkTags, reasoning }: ModelProfile): ThinkTagOptions | undefined {
  // One that may think or not is given the tag only where it shall: its texts cannot be taken to begin inside of it.
  return thinkTags === 'none' ? undefined : { startsOpen: thinkTags === 'opened' && reasoning === 'always' }
}
