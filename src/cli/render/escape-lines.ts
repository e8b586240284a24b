import { escapeControls } from '../../util/text/escape-controls.ts'

/** Text of any number of lines, safe to show on a terminal: what could steer it becomes visible codes. */
export function escapeLines(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => line.split('\t').map(escapeControls).join('\t'))
    .join('\n')
}
